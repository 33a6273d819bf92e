"""A whole case as JSON text."""

import json
from datetime import datetime

from casework.rules import Rules
from db.queries.case import CaseView
from db.written.case_text import case_as_json


def case_as_json_text(case: CaseView, rules: Rules, now: datetime) -> str:
    """The case as JSON in ASCII, every text exactly as typed."""
    return json.dumps(case_as_json(case, rules, now), indent=2) + "\n"

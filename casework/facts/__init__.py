"""The plain data of the rules, in TOML beside the code that reads it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent


@cache
def facts(name: str) -> dict[str, Any]:
    """The tables of `NAME.toml` in this folder, read once."""
    return tomllib.loads((_HERE / f"{name}.toml").read_text(encoding="utf-8"))

"""What belongs with a case, as lines of text and as values for programs."""

from casework.date_words import moment_words
from casework.kinds import kinds
from db.queries.case import CaseView
from db.queries.links import LinkView


def link_lines(case: CaseView) -> list[str]:
    """What belongs with a case, a line each, none when nothing does; typed text in them is as typed."""
    lines = [linked_case(case.merged_into)] if case.merged_into is not None else []
    lines += [linked_case(link) for link in (*case.merged, *case.links)]
    if case.also:
        more = f" and {case.also_count - len(case.also)} more" if case.also_count > len(case.also) else ""
        listed = ", ".join(f"{it.reference} ({it.status})" for it in case.also)
        lines.append(f"Other cases of this person: {listed}{more}")
    for known in case.also_known:
        called = "  ".join(part for part in (known.name, known.phone, known.email) if part.strip())
        lines.append(f"Also in the record as: {called or 'somebody without a name'} (record {known.id})")
    return lines


def linked_case(link: LinkView) -> str:
    """How another case belongs to the one it is listed of; its kind, status and due date; whose it is and about what."""
    due = f", due {moment_words(link.next_due_at)}" if link.next_due_at is not None else ""
    words = link.words[:1].upper() + link.words[1:]
    who = "  ".join(part for part in (link.person, link.subject) if part.strip())
    return f"{words} ({kinds()[link.case_kind].title}, {link.status}{due})  {who}".rstrip()


def links_as_json(case: CaseView) -> dict[str, object]:
    """What belongs with a case as values, every text exactly as typed."""
    return {
        "merged_into": case.merged_into.reference if case.merged_into is not None else None,
        "merged": [it.reference for it in case.merged],
        "links": [{"as": it.kind, "reference": it.reference, "status": it.status} for it in case.links],
        "other_cases": {"number": case.also_count, "latest": [it.reference for it in case.also]},
        "also_known_as": [{"record": it.id, "name": it.name, "phone": it.phone, "email": it.email} for it in case.also_known],
    }

"""Letters: what a template may say, where a bad one goes wrong, and what a letter becomes as text and as files."""

from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from io import BytesIO
from time import perf_counter

import pytest
from docx import Document
from hypothesis import example, given, settings
from hypothesis import strategies as st

from casework.contact import Problem
from casework.details import details
from casework.kinds import kinds, known_steps
from casework.letters.checking import faults_in, what_there_is
from casework.letters.facts import LANGUAGES, Known, day_said, fact_named, plain, said, wanted_language, wants_large_print
from casework.letters.files import FileLetter, as_docx, as_html, as_text, letter_bytes
from casework.letters.marks import problem_with_letter
from casework.letters.templates import Template, as_toml, shipped_templates, step_of, template_in
from casework.letters.writing import BadTemplate, TooLong, checked, write
from casework.new_file import NotWritten
from tests.ui.hosts import HOSTILE

KNOWN = Known(
    reference="C25-000377G",
    kind="complaint",
    subject="custody, use of force",
    name="Okafor, Ada",
    phone="07700 900123",
    email="ada@example.org",
    received=date(2025, 12, 19),
    force="gwent",
    force_reference="",
    owner="Priya S",
    outcome="",
    details={"incident": "2025-10-12T20:00:00+00:00", "format": "large print", "provided": "2025-12-01"},
    person_details={"addressed": "Ms Okafor, she", "address": "1 High Street\nLeeds"},
    promises={
        "": {"complaint-acknowledge": date(2025, 12, 24), "complaint-notify": date(2025, 12, 31)},
        "acknowledged": {"complaint-notify": date(2025, 12, 31), "keep-informed": date(2026, 1, 16)},
    },
    office={"address": "PO Box 473", "signature": "Contact centre"},
    writer="Tom B",
    today=date(2025, 12, 22),
)
ACKNOWLEDGED = next(it for it in shipped_templates() if it.id == "complaint-acknowledged")


def letter(body: str, language: str = "en", **given: str) -> str:
    made = write("s", body, said(KNOWN, language, "post") | given, language)
    assert made.missing == ()
    return made.text


def fault(body: str) -> str:
    (found,) = faults_in("s", body)
    return found.sentence


# The templates that ship


@pytest.mark.parametrize("template", shipped_templates(), ids=lambda it: f"{it.id}-{it.language}")
def test_each_shipped_template_works_and_survives_its_file(template: Template) -> None:
    assert checked(template.subject, template.body) == []
    assert template_in(as_toml(template)) == template
    for channel in ("post", "email"):
        known = said(KNOWN, template.language, channel)
        missing = write(template.subject, template.body, known, template.language).missing
        everything = known | {name: f"({name})" for name in missing}
        made = write(template.subject, template.body, everything, template.language)
        assert made.missing == ()
        assert "{" not in made.text
        assert all(f"({name})" in made.text + made.subject for name in missing)
    assert any(template.fits(kind) and template.step in ("", *_recorded(kind)) for kind in kinds())


def _recorded(kind: str) -> list[str]:
    steps = [known_steps()[step] for step in kinds()[kind].steps]
    return [f"{it.id}: {choice}" if choice else it.id for it in steps for choice in it.chooses or ("",)]


def test_what_goes_to_a_person_is_there_in_welsh_too() -> None:
    found = {(it.id, it.language) for it in shipped_templates()}
    assert len(found) == len(shipped_templates())
    assert found == {(it.id, language) for it in shipped_templates() for language in LANGUAGES if it.addressee == "person"} | {
        (it.id, "en") for it in shipped_templates() if it.addressee == "authority"
    }


def test_the_letter_says_what_is_known_in_words() -> None:
    made = write(ACKNOWLEDGED.subject, ACKNOWLEDGED.body, said(KNOWN, "en", "post", "acknowledged"))
    assert made.missing == ()
    lines = made.text.split("\n")
    assert lines[:6] == ["Independent Office for Police Conduct", "PO Box 473", "", "Okafor, Ada", "1 High Street", "Leeds"]
    for words in (
        "Monday 22 December 2025",
        "Our reference: C25-000377G",
        "Dear Ms Okafor",
        "on Friday 19 December 2025",
        "to Gwent police by Wednesday 31 December 2025.",
        "how things stand by Friday 16 January 2026.",
        "0300 020 0096",
        "Tom B\nContact centre\nIndependent",
    ):
        assert words in made.text
    assert "\n\n\n" not in made.text
    assert "PO Box" not in write(ACKNOWLEDGED.subject, ACKNOWLEDGED.body, said(KNOWN, "en", "email", "acknowledged")).text


def test_dates_and_forces_in_welsh() -> None:
    assert letter("{{ deadlines.complaint_notify }}, {{ received_on }}, {{ force }}, {{ kind }}", "cy") == (
        "erbyn dydd Mercher 31 Rhagfyr 2025, ddydd Gwener 19 Rhagfyr 2025, Heddlu Gwent, cwyn"
    )
    assert letter("{{ details.incident }}; {{ details.format }}", "cy") == "dydd Sul 12 Hydref 2025; print bras"
    assert [day_said(date(2026, month, 1), "cy").split()[3] for month in range(1, 13)] == [
        *("Ionawr", "Chwefror", "Mawrth", "Ebrill", "Mai", "Mehefin"),
        *("Gorffennaf", "Awst", "Medi", "Hydref", "Tachwedd", "Rhagfyr"),
    ]


def test_what_there_is_no_welsh_for_is_asked_for() -> None:
    known = replace(KNOWN, outcome="signposted")
    assert "outcome" in said(known, "en", "post")
    assert write("s", "{{ outcome }}", said(known, "cy", "post"), "cy").missing == ("outcome",)


def test_the_last_day_of_a_review_is_counted() -> None:
    assert said(replace(KNOWN, kind="review"), "en", "post")["last_day"] == "Monday 29 December 2025"
    assert "last_day" not in said(KNOWN, "en", "post")


@pytest.mark.parametrize(
    ("addressed", "name", "dear"),
    [
        ("Dr Khan, they", "S Khan", "Dr Khan"),
        ("", "Ada Okafor", "Ada Okafor"),
        ("", "Okafor, Ada", None),
        ("", "caller 7", None),
        ("", "", None),
    ],
)
def test_a_person_is_addressed_as_they_wish_or_it_is_asked(addressed: str, name: str, dear: str | None) -> None:
    known = replace(KNOWN, name=name, person_details={"addressed": addressed})
    assert said(known, "en", "post").get("addressed") == dear


def test_language_and_print_are_the_persons() -> None:
    assert (wanted_language({}, {"language": "Welsh"}), wanted_language({"format": "Welsh"}, {})) == ("cy", "cy")
    assert wanted_language({}, {"language": "Polish"}) == "en"
    assert wants_large_print({}, {"adjustments": "more time, large print"})
    assert wants_large_print({"format": "large print"}, {})
    assert not wants_large_print({}, {"adjustments": "braille"})


# What is missing


def test_every_missing_fact_is_named_at_once_and_none_is_a_blank() -> None:
    body = (
        "{{ force_reference }}{% if outcome == 'upheld' %}x{% endif %}{{ words.why|upper }}{{ deadlines.foi }}{{ details.place }}"
    )
    made = write("{{ words.title }}", body, said(KNOWN, "en", "post") | {"words.why": " \x07 "})
    assert made.missing == ("words.title", "force_reference", "outcome", "words.why", "deadlines.foi", "details.place")


def test_a_part_can_be_left_out_or_stand_in_for_what_is_not_known() -> None:
    assert letter("a{% if force_reference %} {{ force_reference }}{% endif %}") == "a"
    assert letter("{{ force_reference|default('none', true) }}") == "none"
    assert letter("{% if not details.place %}no place{% endif %}") == "no place"


def test_the_deadlines_can_be_gone_through() -> None:
    body = "{% for each in deadlines %}- {{ each.what }} {{ each.by }}\n{% endfor %}"
    assert letter(body) == (
        "- acknowledge a complaint by Wednesday 24 December 2025\n"
        "- send a complaint to the appropriate authority by Wednesday 31 December 2025"
    )
    assert "- anfon eich cwyn at yr awdurdod priodol erbyn dydd Mercher" in letter(body, "cy")


@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_never_read_as_a_template_nor_works_on_a_terminal(text: str) -> None:
    made = letter("{{ subject }}|{{ words.x }}", subject=f"{{{{ 7*7 }}}} {text}", **{"words.x": f"{text} {{% raw %}}"})
    assert made.startswith("{{ 7*7 }} ")
    assert made.rstrip().endswith("{% raw %}")
    assert plain(made, lines=True) == made.strip()


# Where a bad one goes wrong


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (
            "a\nDear {{ forse }}",
            "Line 2 of the text, column 9: there is no fact 'forse'. Is force meant? There are: name, addressed,",
        ),
        ("{{ details.plaice }}", "Line 1 of the text, column 4: there is no 'details.plaice'. In details there are: dated,"),
        ("a\n\n{% if force }x", "Line 3 of the text, column 1: unexpected '}', near '{% if force }x'."),
        (
            "a {{ force",
            "Line 1 of the text, column 3: unexpected end of template, expected 'end of print statement', near '{{ force'.",
        ),
        ("{% if force %}\nb", "unexpected end of template."),
        ("{{ deadlines }}", "'deadlines' is a group of facts: say one of them, such as deadlines.enquiry_reply."),
        ("{% for a in deadlines %}{{ a }}{% endfor %}", "'a' is a promise: say a.what or a.by."),
        ("{{ name|replace('a', 'b') }}", "there is no filter 'replace'. There are: upper,"),
        ("{% fi %}", "encountered unknown tag 'fi', near '{% fi %}'."),
        ("{{ name|upper(1, 2) }}", "can't be used"),
        ("{% if name < 3 %}{% endif %}", "can't be used"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(body: str, sentence: str) -> None:
    (found,) = checked("s", body)
    assert sentence in found.sentence
    with pytest.raises(BadTemplate):
        write("s", body, said(KNOWN, "en", "post"))


@pytest.mark.parametrize(
    "body",
    [
        "{{ force.__class__.__mro__ }}",
        "{{ ''.__class__ }}",
        "{{ self }}",
        "{{ name.upper() }}",
        "{{ lipsum(10**9) }}",
        "{{ 'a' * 10**9 }}",
        "{% for i in range(10**9) %}{% endfor %}",
        "{% for i in name %}{% endfor %}",
        "{% for a in deadlines %}{% for b in deadlines %}{% for c in deadlines %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}",
        "{% set x = 'a' %}",
        "{{ name ~ name }}",
        "{{ name[0] }}",
        "{% include 'x' %}",
        "{% import 'os' as os %}",
        "{% extends 'x' %}",
        "{{ cycler }}",
        "{{ words['_x'] }}",
        "{{ words.__init__ }}",
        "{{ (name|default).__class__ }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ " + "(" * 2000 + "name" + ")" * 2000 + " }}",
    ],
)
def test_nothing_that_reaches_out_or_never_ends_is_let_in(body: str) -> None:
    begun = perf_counter()
    assert len(faults_in("s", body)) >= 1
    with pytest.raises(BadTemplate):
        write("s", body, said(KNOWN, "en", "post"))
    assert perf_counter() - begun < 5


def test_a_letter_that_grows_without_end_is_stopped() -> None:
    body = "{% for a in deadlines %}{% for b in deadlines %}{{ subject }}{% endfor %}{% endfor %}" * 200
    with pytest.raises(TooLong, match="more than 200,000 characters"):
        letter(body, subject="x" * 100_000)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="{}%|.\"' \nabdefilnorsw_()[]=0~*+-#"))
@example("{{ {{ }}")
def test_any_text_is_a_template_or_is_told_why_not(body: str) -> None:
    if checked("s", body):
        with pytest.raises(BadTemplate):
            write("s", body, {})
    else:
        write("s", body, said(KNOWN, "en", "post"))


def test_what_there_is_to_say_is_listed_with_its_words() -> None:
    known = what_there_is()
    assert all(fact_named(name) is not None and label.strip() for name, label in known.items())
    assert len([name for name in known if name.startswith("details.")]) == len(details())


# A template's file


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ('title = "x"', "TOML that can be read"),
        ("wide = 1", "There is no 'wide' in a template."),
        ('step = "flown"', "There is no step 'flown'."),
        ('step = "decided"', "Write what is chosen with it, such as 'decided: upheld'."),
        ('step = "updated: upheld"', "updated takes no choice."),
        ('kinds = ["cat"]', "Say which kinds of case it is for"),
        ("kinds = 3", "Say which kinds of case it is for"),
        ('language = "fr"', "The language is one of: en, cy."),
        ('channel = "pigeon"', "It goes by one of: post, email."),
        ('id = "../x"', "A template's name is small letters"),
        ('subject = " "', "The subject is empty."),
        ("body = 3", "The template has no body."),
    ],
)
def test_a_file_that_is_no_template_is_told_why(change: str, sentence: str) -> None:
    lines = ['id = "a"', 'title = "A"', 'kinds = ["appeal"]', 'subject = "s"', 'body = "b"']
    kept = lines if change.startswith("title") else [line for line in lines if line.split()[0] != change.split()[0]]
    assert isinstance(template_in("\n".join(lines)), Template)
    found = template_in("\n".join([*kept, change]))
    assert isinstance(found, Problem)
    assert sentence in found.sentence


@settings(max_examples=50, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00\r"), min_size=1).filter(str.strip))
def test_any_body_survives_its_file(body: str) -> None:
    template = Template("a", "en", 'the "T"', ("any",), "post", "s", body)
    found = template_in(as_toml(template))
    assert isinstance(found, Template)
    assert found.body.removesuffix("\n") == body.removesuffix("\n")


# A letter as it goes out


@pytest.mark.parametrize(
    ("subject", "text", "channel", "problem"),
    [
        ("s", " \n", "post", "The letter is empty."),
        ("", "x", "email", "An email needs a subject."),
        ("", "x", "post", None),
        ("s", "a [[what you\ndecided]] b", "post", "This still has [[what you decided]] in it."),
        ("s [[x]]", "a", "post", "This still has [[x]] in it."),
        ("s", "a [b] [[c", "post", None),
        ("s", "a\x00", "post", "NUL"),
        ("s", "a\ud800", "post", "half of a character"),
    ],
)
def test_what_can_not_go_out_is_told(subject: str, text: str, channel: str, problem: str | None) -> None:
    found = problem_with_letter(subject, text, channel)
    assert (found is None) == (problem is None)
    assert found is None or (problem and problem in found.sentence)


class Read(HTMLParser):
    """The tags and the text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.text(max_size=200))
@example("<b>", "</p><script>alert(1)</script>\n\n&amp; \x1b[31m \ufffe")
def test_whatever_was_typed_is_text_in_every_file(subject: str, text: str) -> None:
    made = FileLetter(subject, text)
    page = Read()
    page.feed(as_html(made).decode())
    assert set(page.tags) <= {"html", "head", "meta", "title", "style", "body", "h1", "p", "br"}
    words = " ".join(f"{plain(subject)} {plain(text, lines=True)}".split())
    assert " ".join(as_text(made).decode().split()) == words


def test_a_word_document_holds_whatever_was_typed() -> None:
    worst = "".join(map(chr, (*range(0x3100), *range(0xD7F0, 0xE010), *range(0xFDC0, 0x1F700))))
    for text in (worst, *HOSTILE[:3], " \n"):
        document = Document(BytesIO(as_docx(FileLetter(text[:40], text))))
        kept = "".join("".join(it.text for it in document.paragraphs).split())
        assert kept == "".join(f"{plain(text[:40])}{plain(text, lines=True)}".split())


def test_large_print_and_the_language_are_in_the_files() -> None:
    text = "Dear Ada\n\nLine\nnext"
    for large, points in ((False, 12), (True, 18)):
        made = FileLetter("We have it", text, "cy", large)
        document = Document(BytesIO(as_docx(made)))
        style = document.styles["Normal"]
        assert (style.font.size.pt, style.font.name) == (points, "Arial")
        assert [it.text for it in document.paragraphs] == ["We have it", "Dear Ada", "Line\nnext"]
        assert document.core_properties.language == "cy-GB"
        assert '<html lang="cy-GB">' in as_html(made).decode()
        assert f"font: {points}pt" in as_html(made).decode()
        assert as_text(made) == b"We have it\n\nDear Ada\n\nLine\nnext\n"


def test_a_letter_is_saved_as_what_it_can_be() -> None:
    with pytest.raises(NotWritten, match=r"can't be saved as '.pdf'"):
        letter_bytes(FileLetter("s", "t"), ".pdf")


def test_a_step_and_its_choice() -> None:
    assert (step_of("decided: upheld"), step_of("updated"), step_of("")) == (("decided", "upheld"), ("updated", ""), ("", ""))

"""A publication as a page, a workbook, CSV, JSON and text: whole, well formed, and with no text taken for anything else."""

import csv
import json
import re
from datetime import datetime
from html.parser import HTMLParser
from io import BytesIO, StringIO
from itertools import pairwise

import pytest
from openpyxl import load_workbook

from casework.new_file import text_bytes
from casework.publishing.fitted import cells_of
from casework.publishing.page import as_html
from casework.publishing.publication import Publication
from casework.publishing.suppression import suppressed
from casework.publishing.text import as_text
from casework.publishing.tidy import as_csv
from casework.publishing.typed import as_json
from casework.publishing.workbook import as_xlsx
from tests.published import HOSTILE, hostile, year

EMPTY_TAGS = {"meta", "br", "path", "rect", "circle"}
OUTSIDE = {"src", "srcset", "data", "action", "poster", "background", "style", "xlink:href"}
FIRST_TABLE_ROW = 5
MARKS_OF_CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Outline(HTMLParser):
    """The elements of a page as an independent parser finds them; every one must be closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self._open: list[str] = []
        self.text: list[tuple[str, str]] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in EMPTY_TAGS:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append((self._open[-1] if self._open else "", data))

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


PUBLICATIONS = [
    pytest.param(year(), id="year"),
    pytest.param(suppressed(year()), id="suppressed"),
    pytest.param(hostile(), id="hostile"),
]


@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_the_page_is_well_formed_and_in_order_and_needs_nothing_else(publication: Publication) -> None:
    outline = Outline(as_html(publication))
    assert [tag for tag in ("script", "link", "img", "iframe", "object", "embed", "form", "base") if outline.all(tag)] == []
    for _, attributes in outline.found:
        assert not OUTSIDE & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")
        assert (attributes.get("fill") or "url(#").startswith("url(#")
    ids = [value for _, attributes in outline.found if (value := attributes.get("id"))]
    assert len(ids) == len(set(ids))
    pointed = [name for _, at in outline.found for name in (at.get("aria-labelledby") or "").split()]
    pointed += [(at.get("href") or "#")[1:] for at in outline.all("a")]
    assert set(pointed) <= set(ids)
    levels = [int(tag[1]) for tag, _ in outline.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert outline.all("html") == [{"lang": "en-GB"}]
    assert [len(outline.all(tag)) for tag in ("header", "nav", "main", "footer")] == [1, 1, 1, 1]
    assert len(outline.all("caption")) == len(outline.all("table"))
    assert all(each.get("scope") in {"col", "row"} for each in outline.all("th"))
    assert len(outline.all("svg")) == len(outline.all("figcaption")) == len(outline.all("title")) - 1
    assert MARKS_OF_CONTROLS.search(as_html(publication)) is None


def test_the_page_says_what_it_is_and_tells_its_series_apart_without_colour() -> None:
    page = as_html(year())
    said = [
        "Wed 1 Apr 2026 to Wed 31 Mar 2027",
        "Thu 1 Apr 2027, 09:05",
        "desk.db",
        "Every count is shown",
        "94.0% of 2,010",
        "local example",
        "not a published IOPC standard",
        "SI 2020/2, reg 29",
        "Sat 1 Feb 2020",
        "Paused time is not counted.",
    ]
    assert [text for text in said if text not in page] == []
    assert 'class="total"' in page
    lines = re.findall(r'<path class="line (s\d)" d="(M[^"]+)"', page)
    assert {style for style, _ in lines} == {"s1", "s2"}
    assert any(path.count("M") == 2 for _, path in lines), "A line with a month of no figure is broken there."
    assert "stroke-dasharray" in page.split("svg .line.s2")[1][:40]
    assert page.count("<pattern ") == 2
    held = as_html(suppressed(year()))
    assert "[c]" in held
    assert "Counts from 1 to 4 are held back" in held
    assert "Three of feedback" not in held


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_its_colours_stand_out_in_light_and_dark() -> None:
    light, dark = (
        dict(re.findall(r"--([a-z0-9]+): (#[0-9a-f]{6});", part)) for part in as_html(year()).split("@media screen and")
    )
    assert light.keys() == dark.keys()
    for colours in (light, dark):
        assert contrast("#000000", "#ffffff") == pytest.approx(21)
        for ground in ("page", "head"):
            assert all(contrast(colours[name], colours[ground]) >= 4.5 for name in ("text", "quiet", "link")), colours
        assert all(contrast(colours[name], colours["page"]) >= 3 for name in ("rule", "focus")), colours
        assert all(contrast(colours[f"s{n}"], colours["page"]) >= 3 for n in range(1, 7)), colours


def test_the_workbook_has_real_dates_percentages_and_numbers_under_frozen_headings() -> None:
    book = load_workbook(BytesIO(as_xlsx(year())))
    assert book.sheetnames[0] == "About"
    sheet = book["Cases by kind"]
    assert [cell.value for cell in sheet[4]] == [
        "Kind",
        "Received",
        "Met",
        "Missed",
        "Within standard",
        "Within standard: of",
        "Median",
    ]
    values = [(cell.value, cell.data_type, cell.number_format) for cell in sheet[FIRST_TABLE_ROW]]
    assert values[:2] == [("Enquiry", "s", "General"), (2100, "n", "#,##0")]
    assert values[4] == (1890 / 2010, "n", "0.0%")
    assert values[5:] == [(2010, "n", "#,##0"), (6.5, "n", "#,##0.0")]
    assert (sheet.freeze_panes, sheet.print_title_rows, sheet.page_setup.orientation) == ("B5", "$4:$4", "landscape")
    oldest = book["The oldest open case"]
    assert [cell.value for cell in oldest[5]] == ["R26-000412", datetime(2026, 4, 2), datetime(2026, 6, 1, 10, 30), "[z]"]  # noqa: DTZ001
    assert [cell.data_type for cell in oldest[5]] == ["s", "d", "d", "s"]
    about = {str(row[0].value): row[1].value for row in book["About"].iter_rows() if row[0].value}
    assert about["First date"] == datetime(2026, 4, 1)  # noqa: DTZ001
    assert about["From the store"] == "desk.db"
    held = load_workbook(BytesIO(as_xlsx(suppressed(year()))))
    assert [cell.value for cell in held["Cases by kind"][8]][3] == "[c]"


def test_no_text_of_a_workbook_is_a_formula_an_error_or_an_unreadable_name() -> None:
    book = load_workbook(BytesIO(as_xlsx(hostile())))
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames) == 1 + 1 + 3 * len(HOSTILE)
    for sheet in book:
        assert len(sheet.title) <= 31
        assert not re.search(r"[\[\]:*?/\\]|^'|'$|^$", sheet.title)
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "n", "d"}
    texts = [row[0] for row in book.worksheets[2].iter_rows(min_row=5, max_col=1)]
    assert [cell.value for cell in texts[1:5]] == list(HOSTILE[1:5])
    assert all(cell.quotePrefix for cell in texts[1:5])
    assert texts[8].value == "␛[31mred␛]0;title␇␀"
    assert texts[12].value == "_x005F_x0041_ stays", "As a workbook spells an underscore that would otherwise begin a character."


def test_the_csv_is_one_tidy_table_that_can_be_read_back() -> None:
    rows = list(csv.DictReader(StringIO(as_csv(suppressed(year())))))
    found = {(row["table"], row["row"], row["column"]): row for row in rows}
    share = found["Cases by kind", "Enquiry", "Within standard"]
    assert (share["value"], share["unit"], share["of"], share["held_back"]) == ("94.029851", "%", "2010", "")
    assert (share["from"], share["to"], share["section"]) == ("2026-04-01", "2027-03-31", "What came in")
    held = found["Cases by kind", "Feedback", "Missed"]
    assert (held["value"], held["held_back"]) == ("", "yes")
    assert found["The oldest open case", "R26-000412", "Seen"]["value"] == "2026-06-01T10:30:00+01:00"
    assert found["By kind", "Feedback", "Missed"]["held_back"] == "yes"
    assert {row["row"]: row["value"] for row in rows if row["table"] == "About"}["From the store"] == "desk.db"
    for row in csv.reader(StringIO(as_csv(hostile()))):
        assert len(row) == 11
        assert not [cell for cell in row if re.match("[=+@\t\r-]", cell) or MARKS_OF_CONTROLS.search(cell)]


def test_the_json_is_typed_and_keeps_every_text_as_it_is() -> None:
    found = json.loads(json.dumps(as_json(year())))
    assert (found["from"], found["to"], found["made_at"]) == ("2026-04-01", "2027-03-31", "2027-04-01T09:05:00+01:00")
    cell = {"value": 2100, "kind": "count", "of": None, "held_back": False, "filter": "kind:Enquiry status:any"}
    assert found["sections"][0]["tables"][0]["rows"][0][1] == cell
    assert found["standards"][1] | {"source": ""} == {
        "id": "apply",
        "title": "Apply",
        "length": "28 calendar days",
        "target_percent": None,
        "basis": "statutory",
        "source": "",
        "since": "2020-02-01",
    }
    assert json.loads(json.dumps(as_json(hostile())))["how_to_read"][-len(HOSTILE) :] == list(HOSTILE)


@pytest.mark.parametrize("width", [40, 80, 132])
@pytest.mark.parametrize("publication", PUBLICATIONS)
def test_the_text_fits_and_controls_nothing(publication: Publication, width: int) -> None:
    text = as_text(publication, width)
    assert max(map(cells_of, text.splitlines())) <= width
    assert MARKS_OF_CONTROLS.search(text) is None
    assert text_bytes(text).decode() == text


def test_the_text_shows_every_figure_and_draws_its_charts() -> None:
    text = as_text(year())
    assert re.search(r"Enquiry +2,100 +1,890 +120 +94\.0% of 2,010 +6\.5", text)
    assert "▇▇ ▇▇▇██▆▇▇▇" in text or re.search(r"[▅-█]{2} [▅-█]{9}", text)
    assert "lowest 82.0%, highest 96.2%, last 92.0%" in text
    assert "Nothing to show." in text

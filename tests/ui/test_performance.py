"""Performance: a month in words, in tables whose figures open their cases, and in charts; turned, narrowed, published."""

import json
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import Key

from casework.contact import Contact
from casework.publishing.publication import Chart, Series
from screens.performance_chart import bars, lies_down
from screens.widgets.plot import labelled, runs, top_of
from tests.desk import Desk, complaint, enquiry
from tests.ui.at_the_desk import at_the_desk
from tests.ui.driver import settle


def two_months(desk: Desk) -> dict[str, str]:
    """December so far at noon on Fri 19th: a complaint late and an enquiry in time; in November one enquiry, answered late."""
    desk.at("Mon 10 Nov 2025 10:00")
    old = desk.logs(enquiry("Mon 10 Nov 2025 10:00"))
    desk.at("Fri 28 Nov 2025 10:00").closes(old)
    desk.at("Mon 1 Dec 2025 10:00")
    late, kept = desk.logs(complaint("Mon 1 Dec 2025 10:00")), desk.logs(enquiry("Mon 1 Dec 2025 10:00"))
    desk.at("Tue 2 Dec 2025 10:00").closes(kept)
    desk.at("Fri 19 Dec 2025 12:00")
    return {"old": old, "late": late, "kept": kept}


async def test_what_service_users_say_is_in_its_place_and_learning_points_open_their_cases(desk: Desk) -> None:
    themed = {"feedback-sort": "compliment", "service-themes": "spoken, time"}
    thanks, reference = desk.logs(Contact("feedback", "thanks", details=themed)), desk.logs(complaint(force="gwent"))
    desk.learns(thanks, "privacy", "ask first [/]")
    for _twice in range(2):
        desk.learns(reference, "Taser", "keep the film" + "\nall of it" * 6)
    async with at_the_desk(desk) as here:
        await here.press("6", "F")
        here.shows("so far, voice of the service user", "we received 1 compliment", "3 learning points were noted", "F feedback")
        here.hides("/ filter")
        await here.press("slash")
        here.shows("The voice of the service user is of the whole desk.")
        await here.press("I")
        await here.types("themes")
        await here.press("enter", "right", "enter")
        here.shows("theme:how-they-were-spoken-to kind:feedback", thanks)
        await here.press("-", "I")
        await here.types("by theme")
        await here.press("enter")
        here.shows("learning points: 2. enter lists the learning points.")
        await here.press("I")
        await here.types("by force")
        await here.press("enter", "enter")
        here.shows("Learned, Gwent, ", "keep the film", "Taser, noted by ")
        here.shows("… The rest is on the case: enter opens it.")
        here.hides("ask first")
        assert here.screen.count(f"{reference}  Gwent") == 2
        await here.press("escape", "K")
        here.shows("ask first [/]", "keep the film")
        for key in "aqqq":  # Faster than the list says where its cursor is.
            here.app.post_message(Key(key, key))
        await settle(here.pilot)
        here.shows("Nothing matches aqqq")
        here.hides("noted by")
        await here.press("ctrl+u")
        await here.types("privacy")
        await here.press("enter")
        here.shows(thanks, "Theme: privacy")
        await here.press("6", "escape")
        here.shows("so far, whole desk")


async def test_a_month_is_read_opened_turned_and_narrowed(desk: Desk) -> None:
    cases = two_months(desk)
    tom = desk.as_("agent", "tom")
    desk.joins(tom.staff, desk.makes_team("North [b]"))
    desk.gives(cases["late"], tom.staff)
    async with at_the_desk(tom) as here:
        await here.press("6")
        here.shows("Performance", "December 2025 so far, whole desk", "1 of ", "▸ In words")
        here.shows("In December 2025 so far the desk has received 2 contacts and closed 1 case; 1\n")
        here.shows("tab next part", "< period before", "/ filter", "y copy", "? help")
        await here.press("tab", "j")
        here.shows("What came in and what went out › By kind", "Received", "Open now")
        assert here.line("▸ Complaint").split() == ["▸", "Complaint", "1", "0", "1"]
        await here.press("right", "enter")
        here.shows("There is none to list.")
        await here.press("left", "enter")
        here.shows("Queues", "kind:complaint received:2025-12-01..2025-12-31 status:any", cases["late"])
        here.hides(cases["kept"])
        await here.press("-")
        here.shows("▸ Complaint", "Complaint, received: 1. enter lists it: kind:complaint")
        await here.press("I")
        await here.types("each standard")
        await here.press("enter")
        assert here.line("Acknowledge a complaint").split()[3:] == ["90.0%", "1", "0", "1", "0", "✗", "0.0%"]
        await here.press("j", "enter")
        here.shows("No list of cases is behind that figure.")
        await here.press("less_than_sign")
        here.shows("November 2025, whole desk", "› Each standard", "▸ Reply to an enquiry")
        await here.press("greater_than_sign", "greater_than_sign")
        here.shows("December 2025 so far", "January 2026 has not begun.")
        await here.press("J")
        await here.types("jan 2026")
        await here.press("enter")
        here.shows("January 2026 has not begun, so it has no figures yet.")
        await here.press("escape", "/")
        await here.types("north")
        await here.press("enter")
        here.shows("December 2025 so far, team North [b]", "Acknowledge a complaint")
        here.hides("Reply to an enquiry")
        await here.press("enter", "escape")
        here.shows("whole desk", "Reply to an enquiry")
        desk.learns(cases["late"], "Taser", "keep the film")
        desk.learns(cases["kept"], "privacy", "ask first")
        await here.press("/")
        await here.types("north")
        await here.press("enter", "K")
        here.shows("Learned, team North [b], December 2025 so far", "keep the film")
        here.hides("ask first")


async def test_trends_are_plotted_and_the_report_is_written(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    two_months(desk)
    monkeypatch.setattr("platformdirs.user_documents_path", lambda: tmp_path)
    async with at_the_desk(desk) as here:
        await here.press("6", "z")
        here.shows("Q3 2025/26 so far, whole desk")
        await here.press("I")
        await here.types("received and closed by")
        await here.press("enter")
        here.shows("Received and closed by week, cases", "█ Received", "░ Closed")
        here.shows("Most were received in 1 Dec to 7 Dec 2025 (2)")
        assert "┤" in here.screen
        assert here.screen.count("█") > 5
        await here.press("z")
        here.shows("2025/26 so far", "by month", "Nov")
        await here.press("f12")
        here.shows("█ Received")
        await here.press("z", "left")
        here.shows("November 2025", "by day", "••• Closed")
        await here.press("tab", "tab")
        here.shows("On time, beside the target, %", "Reply to an enquiry", "0.0%", "│ 90%")
        await here.press("y")
        await here.types("json")
        await here.press("enter")
        here.shows("Written to")
        (written,) = tmp_path.rglob("performance-2025-11.json")
        assert json.loads(written.read_text(encoding="utf-8"))["title"] == "Performance, November 2025"
        await here.press("shift+tab", "shift+tab", "shift+tab")
        here.shows("How it went", "Sat 1 Nov 2025, received: 0.", "▁▁▁▁▁▁▁▁▁█▁")
        await here.pilot.resize_terminal(120, 40)
        await here.beat()
        here.shows("How it went", "Received and closed by day, cases", "┤")


async def test_figures_rest_before_they_are_read_again(desk: Desk) -> None:
    two_months(desk)
    async with at_the_desk(desk) as here:
        await here.press("6")
        desk.logs(enquiry("Fri 19 Dec 2025 12:00"))
        await here.beat()
        here.shows("has received 2 contacts")
        desk.time.advance(timedelta(seconds=15))
        await here.beat()
        here.shows("has received 3 contacts")
        desk.logs(enquiry("Fri 19 Dec 2025 12:00"))
        await here.press("r")
        here.shows("has received 4 contacts")


def a_chart(kind: str, *labels: str, **series: tuple[float | None, ...]) -> Chart:
    """A chart of these series."""
    made = tuple(Series(name, values) for name, values in series.items())
    return Chart(
        "it", "It", "bars" if kind == "bars" else "lines", labels, made, "%" if "target" in series else "cases", "Words."
    )


def test_bars_lie_beside_long_labels_with_a_stroke_at_the_target() -> None:
    chart = a_chart("bars", "Reply to an [b]enquiry", "None due", share=(50.0, None), target=(100.0, None))
    assert lies_down(chart)
    first, second = (line.plain for line in bars(chart, 80))
    assert first.startswith("Reply to an [b]enquiry   50.0% ████")
    assert first.endswith("│ │ 100%")
    assert first.count("█") * 2 == pytest.approx(first.index("│") - first.index("█"), abs=1)
    assert "█" not in second
    assert not lies_down(a_chart("lines", "A very long label it has", there=(1.0,)))


@pytest.mark.parametrize(("most", "top"), [(0, 4), (1, 4), (5, 8), (14, 16), (51, 80), (1_000_000, 1_200_000)])
def test_the_axis_ends_at_a_round_figure_over_all_others(most: int, top: int) -> None:
    assert top_of(a_chart("lines", "a", "b", there=(None, float(most)))) == top


def test_lines_break_where_there_is_no_figure_and_labels_never_overlap() -> None:
    assert runs([None, 1.0, 2.0, None, 0.0]) == [[1, 2], [4]]
    assert runs([None]) == []
    places = labelled(["12 Oct"] * 31, 40)
    assert places[0] == 0
    assert (len(places)) * len("12 Oct   ") <= 40 + len("12 Oct   ")


def test_the_library_that_plots_is_not_loaded_until_a_chart_is_shown() -> None:
    program = (
        "import sys, screens.performance; print('plotext' in sys.modules, 'openpyxl' in sys.modules, 'jinja2' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False", "False"]

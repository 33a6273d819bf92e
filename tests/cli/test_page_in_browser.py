"""The published page in a real browser: nothing asked for, nothing complained of, no barrier, whole on a phone and on paper."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from casework.publishing.page import as_html
from casework.publishing.suppression import suppressed
from tests.browser import CHROMIUM, Browser
from tests.published import hostile, year

PICTURES = os.environ.get("PAGE_PICTURES")
"""A folder to keep the pictures in, for who wants to look at them."""

pytestmark = pytest.mark.skipif(
    CHROMIUM is None and "NEEDS_BROWSER" not in os.environ, reason="There is no Chromium here to open the page in."
)


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    browser = Browser(tmp_path_factory.mktemp("browser"))
    yield browser
    browser.closes()


def keep(name: str, content: bytes) -> None:
    if PICTURES:
        (Path(PICTURES) / name).write_bytes(content)


@pytest.mark.parametrize(("name", "wide"), [("page", 1280), ("suppressed", 320)])
def test_the_page_has_no_barriers_in_light_or_dark_wide_or_narrow(browser: Browser, tmp_path: Path, name: str, wide: int) -> None:
    page = tmp_path / f"{name}.html"
    page.write_text(as_html(year() if name == "page" else suppressed(year())), "utf-8")
    browser.opens(page)
    assert browser.asked_for() == [page.as_uri()]
    for dark in (False, True):
        browser.looks(wide, dark=dark)
        assert browser.works_out("document.documentElement.scrollWidth") <= wide
        ground = browser.works_out("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == ("rgb(20, 24, 29)" if dark else "rgb(255, 255, 255)")
        assert browser.barriers() == []
        keep(f"{name}-{wide}-{'dark' if dark else 'light'}.png", browser.pictured())
    assert browser.complaints() == []
    assert browser.asked_for() == [page.as_uri()]


def test_the_page_is_worked_by_keys_and_prints_on_a_few_sheets(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(as_html(year()), "utf-8")
    browser.opens(page)
    browser.looks(1280)
    for kind in ("rawKeyDown", "keyUp"):
        browser.asks("Input.dispatchKeyEvent", type=kind, key="Tab", code="Tab", windowsVirtualKeyCode=9)
    assert browser.works_out("document.activeElement.textContent") == "Skip to the figures"
    assert browser.works_out("document.activeElement.getBoundingClientRect().left") >= 0
    assert browser.works_out("getComputedStyle(document.activeElement).outlineStyle") == "solid"
    printed = browser.printed()
    keep("page.pdf", printed)
    assert 2 <= printed.count(b"/Type /Page\n") <= 5
    assert browser.complaints() == []


def test_barriers_are_found_where_there_are_some(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "poor.html"
    page.write_text(as_html(year()).replace(' lang="en-GB"', "").replace("--quiet: #48525c", "--quiet: #aaaaaa"), "utf-8")
    browser.opens(page)
    browser.looks(1280)
    assert {each.split(":")[0] for each in browser.barriers()} == {"html-has-lang", "color-contrast"}


def test_hostile_text_runs_nothing_and_asks_for_nothing(browser: Browser, tmp_path: Path) -> None:
    page = tmp_path / "hostile.html"
    page.write_text(as_html(hostile()), "utf-8")
    browser.opens(page)
    browser.looks(320)
    assert browser.asked_for() == [page.as_uri()]
    assert browser.complaints() == []
    assert browser.works_out("document.title").startswith("<script>")
    assert browser.works_out("document.scripts.length + document.images.length") == 0
    assert browser.works_out("document.documentElement.scrollWidth") <= 320

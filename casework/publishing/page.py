"""A publication as one page of HTML that needs nothing else: no script, no picture, no font of anybody's."""

from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from casework.date_words import moment_words
from casework.publishing.drawing import drawn
from casework.publishing.publication import Publication
from casework.publishing.said import about, cell_words, chart_figures, how_to_read, range_words, standards_section
from casework.visible_text import visible

FIGURES = ("count", "percent", "days")


def as_html(publication: Publication) -> str:
    """The publication as a page; whatever was typed is text in it, never markup."""
    return _template().render(
        publication=publication,
        sections=(*publication.sections, standards_section(publication)),
        about=about(publication),
        reading=how_to_read(publication),
        dates=range_words(publication),
        made=moment_words(publication.made_at),
    )


@cache
def _template() -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=False)
    environment.filters["shown"] = visible
    environment.globals |= {
        "words": lambda cell: visible(cell_words(cell)),
        "drawn": drawn,
        "chart_figures": chart_figures,
        "figures": FIGURES,
    }
    source = files("casework.publishing").joinpath("page.html.j2").read_text("utf-8")
    return environment.from_string(source)

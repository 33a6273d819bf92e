"""A letter as a Word document; loaded only when one is made, as its library is slow to load."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from casework.letters.files import FONT, HTML_LANGUAGES, LINE_SPACING, FileLetter


def word_document(letter: FileLetter) -> bytes:
    """The letter on A4, left-aligned in a sans serif of its size, the subject as its heading, in its language."""
    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(letter.points)
    style.paragraph_format.line_spacing = LINE_SPACING
    style.paragraph_format.space_after = Pt(letter.points)
    _say_language(style, letter.language)
    properties = document.core_properties
    properties.title, properties.author, properties.comments = letter.heading, "", ""
    properties.language = HTML_LANGUAGES.get(letter.language, "en-GB")
    if letter.heading:
        _look_alike(document.styles["Heading 1"], letter.points + 2)
        document.add_heading(letter.heading, level=1)
    for lines in letter.paragraphs:
        paragraph = document.add_paragraph(lines[0])
        paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT
        for line in lines[1:]:
            paragraph.add_run().add_break()
            paragraph.add_run(line)
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def _look_alike(style: Any, points: float) -> None:
    """Give a heading the letter's own font in black, in place of the theme's."""
    style.font.name, style.font.size, style.font.bold = FONT, Pt(points), True
    style.font.color.rgb = RGBColor(0, 0, 0)
    fonts = style.element.rPr.rFonts
    for name in [name for name in fonts.attrib if name.endswith("Theme")]:
        del fonts.attrib[name]


def _say_language(style: Any, language: str) -> None:
    """Tell a screen reader and the spelling checker which language it is in."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    said = properties.makeelement(qn("w:lang"), {qn("w:val"): HTML_LANGUAGES.get(language, "en-GB")})
    properties.append(said)

"""The field that a letter or a template is written in."""

from screens.widgets.form_dialogue import FormNote


class LetterText(FormNote):
    """The text of a letter or of a template, which takes the room there is."""

    DEFAULT_CSS = """
    LetterText { height: 1fr; min-height: 4; background: $surface; }
    """

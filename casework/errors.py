"""What the desk raises when it cannot do as it was asked."""


class DeskError(Exception):
    """A refusal or failure that staff are told about, in one plain sentence."""

    @property
    def sentence(self) -> str:
        """The sentence for people."""
        return str(self)

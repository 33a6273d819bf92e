"""The parts of a mail as the standard library's parser finds them, with what hostile mail does to a parser kept out."""

import codecs
import re
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Iterator
from email import errors
from email.message import Message
from email.parser import BytesHeaderParser, BytesParser
from quopri import decodestring

from casework.foreign.mail_text import LONGEST_HEADER, Warn, repaired

MOST_PARTS = 2000
MOST_LEVELS = 40
MOST_HEADERS = 1000

PARSER_FAULTS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
_DAMAGE = (
    errors.NoBoundaryInMultipartDefect,
    errors.StartBoundaryNotFoundDefect,
    errors.CloseBoundaryNotFoundDefect,
    errors.MultipartInvariantViolationDefect,
    errors.MissingHeaderBodySeparatorDefect,
)
_BOUNDARIES = re.compile(rb"boundary[*0-9]{0,9}[ \t]{0,9}=", re.IGNORECASE)
_DIVIDERS = re.compile(rb"[\r\n]--")
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+_-]*/[a-z0-9][a-z0-9.+_-]*")
_BASE64_LINE = re.compile(rb"[A-Za-z0-9+/]*={0,2}[ \t]*")


class Part(Message):
    """A mail or a part of one: a forwarded mail within it is left as it is, and its headers are text, not bytes in disguise."""

    def get_content_type(self) -> str:
        """The type the parser goes by, to which a forwarded mail is a file like any other."""
        found = self.media_type
        return "application/octet-stream" if found.startswith("message/") else found

    @property
    def media_type(self) -> str:
        """The type it says it has, or that of any file when it says nothing that could be one."""
        found = super().get_content_type()
        return found if _TYPE.fullmatch(found) and len(found) < 100 else "application/octet-stream"

    def __init__(self) -> None:
        """A part without headers."""
        super().__init__()
        self.coding = ""

    def set_raw(self, name: str, value: str) -> None:
        """Take a header from the parser, but for the coding, which `content` deals with."""
        value, named = repaired(value), repaired(name).lower()
        if named == "content-transfer-encoding":
            self.coding = self.coding or value.partition(";")[0].strip().lower()
        elif len(self) < MOST_HEADERS:
            super().set_raw(repaired(name), value[:LONGEST_HEADER] if named.startswith("content-") else value)

    def words(self, name: str) -> str:
        """A header's value, or nothing."""
        found = self.get(name)
        return "" if found is None else str(found)

    @property
    def charset(self) -> str:
        """The character set it names, or nothing."""
        try:
            found = self.get_content_charset()
        except PARSER_FAULTS:
            return ""
        return found or ""

    @property
    def filename(self) -> str:
        """The name it gives itself as a file, encoded words and all, or nothing."""
        try:
            return self.get_filename() or ""
        except PARSER_FAULTS:
            return ""

    @property
    def is_attachment(self) -> bool:
        """Whether it says that it is to be kept and not read."""
        try:
            return self.get_content_disposition() == "attachment"
        except PARSER_FAULTS:
            return False

    @property
    def is_damaged(self) -> bool:
        """Whether the mail is broken or cut off here."""
        return any(isinstance(defect, _DAMAGE) for defect in self.defects)

    def content(self, warn: Warn, *, as_text: bool) -> bytes:
        """Its bytes; of a text that is in base64 only at first, or not at all, the rest as it stands."""
        raw = self.get_payload(decode=True)
        if not isinstance(raw, bytes):
            return b""
        if self.coding == "quoted-printable":
            return decodestring(raw)
        if self.coding == "base64":
            return _text_of_base64(raw, warn) if as_text else _file_of_base64(raw, warn)
        if self.coding not in ("", "7bit", "8bit", "binary"):
            warn(f'A part is coded as "{self.coding[:40]}", which is not known; it was kept as it stands.')
        return raw


def parsed(content: bytes, warn: Warn) -> Part:
    """The mail as parts; one that no honest program makes is left in one piece, as text after its headers."""
    content = content.removeprefix(codecs.BOM_UTF8).lstrip(b"\r\n")
    too_many = len(_BOUNDARIES.findall(content)) > MOST_LEVELS or len(_DIVIDERS.findall(content)) > MOST_PARTS
    found = None if too_many else _tried(BytesParser(Part).parsebytes, content)
    if found is not None:
        return found
    warn("Its parts could not be told apart, so all of it is shown as it stands.")
    return _tried(BytesHeaderParser(Part).parsebytes, content) or Part()


def leaves(mail: Part) -> Iterator[tuple[Part, bool]]:
    """The parts that hold something, in order, and whether the same can be read in another part, as plain text."""
    waiting = [(mail, False)]
    while waiting:
        part, twice = waiting.pop()
        if not part.is_multipart():
            yield part, twice and part.media_type == "text/html"
            continue
        within = [each for each in part.get_payload() if isinstance(each, Part)]
        if part.media_type == "multipart/alternative":
            twice = twice or any(
                each.media_type == "text/plain" and each.content(_unheard, as_text=True).strip() for each in within
            )
        waiting += [(each, twice) for each in reversed(within)]


def _says_something(part: Part) -> bool:
    return part.media_type == "text/plain" and bool(part.content(_unheard, as_text=True).strip())


def _tried(parse: Callable[[bytes], Message], content: bytes) -> Part | None:
    try:
        found = parse(content)
    except PARSER_FAULTS:
        return None
    return found if isinstance(found, Part) else None


def _text_of_base64(raw: bytes, warn: Warn) -> bytes:
    lines = raw.splitlines(keepends=True)
    end = next((n for n, line in enumerate(lines) if not _BASE64_LINE.fullmatch(line.rstrip(b"\r\n"))), len(lines))
    try:
        content = _unpadded(b"".join(lines[:end]))
    except NotBase64:
        warn("Its text is not in base64 as it says; it is shown as it stands.")
        return raw
    if end < len(lines):
        warn("Part of its text is not in base64 as it says; that part is shown as it stands.")
    return content + b"".join(lines[end:])


def _file_of_base64(raw: bytes, warn: Warn) -> bytes:
    try:
        return _unpadded(raw)
    except NotBase64:
        warn("An attachment is not all in base64 as it says, so it may be damaged.")
    try:
        return b64decode(raw + b"==")
    except NotBase64:
        return raw


def _unpadded(coded: bytes) -> bytes:
    coded = b"".join(coded.split())
    return b64decode(coded + b"=" * (-len(coded) % 4), validate=True)


def _unheard(_sentence: str) -> None:
    """For what is told again later."""

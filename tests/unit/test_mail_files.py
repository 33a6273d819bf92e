"""Mails read from their files: honest ones whole, hostile ones without a fault and without a word lost."""

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casework.contact import Contact, problems_with, read_received, unstorable
from casework.date_reading import UnreadableDate
from casework.foreign.html_text import html_text
from casework.foreign.mail_draft import LONGEST_NOTE, draft_fields, received_text
from casework.foreign.mail_files import LARGEST, Mail, NotAMail, read_mail
from casework.foreign.mail_text import storable
from casework.working_days import WorkingCalendar
from tests.desk import moment

MAILS = Path(__file__).parents[1] / "data" / "mail"
NOW = moment("Fri 20 Nov 2026 16:45")
CALENDAR = WorkingCalendar.for_region("england-wales")
TODAY = "Date: Fri, 20 Nov 2026 09:00:00 +0000"


def mail(*headers: str, body: bytes = b"Hello", of: str = "From: Ada <ada@example.org>") -> Mail:
    """A mail with these headers."""
    return read_mail("\r\n".join((of, *headers, "", "")).encode("utf-8", "surrogateescape") + body, NOW)


def read(name: str) -> Mail:
    return read_mail((MAILS / name).read_bytes(), NOW)


def test_a_mail_with_a_letter_and_two_files() -> None:
    found = read("letter-and-photo.eml")
    assert (found.sender_name, found.sender_address) == ("Adaí Okafor", "ada@example.org")
    assert found.subject == "My complaint – the outcome letter"
    assert found.body == ("Dear Sir or Madam,\n\nI had the letter on 12 November. It cost me £6 to post this.\n\nAdaeze")
    assert found.received_at == datetime(2026, 11, 20, 9, 12, 44, tzinfo=UTC)
    assert (found.to, found.message_id) == ("Enquiries <enquiries@example.gov.uk>", "<a1@example.org>")
    assert found.warnings == ()
    photo, forwarded = found.attachments
    assert (photo.name, photo.media_type, photo.content) == ("../../etc/passwd", "image/png", b"\x89PNG\r\n\x1a\n")
    assert photo.sha256 == sha256(photo.content).hexdigest()
    assert (forwarded.name, forwarded.media_type) == ("unnamed 2", "message/rfc822")
    assert forwarded.content in (MAILS / "letter-and-photo.eml").read_bytes()
    assert read_mail(forwarded.content, NOW).subject == "The outcome"


def test_a_mail_of_html_is_turned_into_text_to_read() -> None:
    found = read("html-only.eml")
    assert found.body == (
        "They held me for nine\xa0hours – see my notes <https://example.org/a?b=1>.\n\n- no phone call\n- no food"
    )
    assert (found.sender_name, found.warnings) == ("Evans, Dai", ())


def test_a_mail_cut_off_is_read_as_far_as_it_goes() -> None:
    found = read("broken.eml")
    assert found.body == "I can’t find the form"
    assert [(it.name, it.content) for it in found.attachments] == [("form.pdf", b"%PDF-1")]
    assert found.received_at is None
    assert found.warnings == (
        'Its character set "klingon" is not known; its text was read as UTF-8.',
        "It is damaged or cut off; it was read as far as it goes.",
        "The date in its Received header, Fri 20 Nov 2099, has not come yet, so it was not taken.",
        "Its headers give no date it can have come on: say when it was received.",
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b" \r\n\n", "The file is empty"),
        (b"Milk\nEggs\n", "This is not a mail"),
        (b"Subject: only this\n\nx", "This is not a mail"),
        (b"<html><body>From: x</body></html>", "This is not a mail"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", r"as Outlook keeps it \(.msg\)"),
        ("From: a@b.c\n\nx".encode("utf-16"), "UTF-16"),
        (b"From: a@example.org\n\n" + b"x" * LARGEST, "up to 25 MB"),
    ],
)
def test_what_is_no_mail_is_said_to_be_none(content: bytes, said: str) -> None:
    with pytest.raises(NotAMail, match=said):
        read_mail(content, NOW)


# When it came.


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([TODAY], "Fri 20 Nov 2026 09:00"),
        (["Received: by a; Thu, 19 Nov 2026 17:01:00 +0000", TODAY], "Thu 19 Nov 2026 17:01"),
        (["Received: by a; nonsense", "Received: by b; Wed, 18 Nov 2026 10:00:00 +0000", TODAY], "Wed 18 Nov 2026 10:00"),
        (["Received: by a", TODAY], "Fri 20 Nov 2026 09:00"),
        (["Received: by a (x; y);\r\n\tFri, 20 Nov 2026 08:00:00 -0500 (EST)"], "Fri 20 Nov 2026 13:00"),
        (["Date: Sat, 20 Jun 2026 09:00:00 +0100"], "Sat 20 Jun 2026 09:00"),
        (["Date: 20 Nov 2026 09:00:00 -0000"], "Fri 20 Nov 2026 09:00"),
        (["Received: by a; Fri, 20 Nov 2026 16:46:30 +0000"], "Fri 20 Nov 2026 16:46:30"),
    ],
)
def test_it_came_when_the_last_server_says_or_else_when_it_was_sent(headers: list[str], expected: str) -> None:
    assert mail(*headers).received_at == moment(expected)
    assert mail(*headers).warnings == ()


@pytest.mark.parametrize(
    ("stamp", "said"),
    [
        ("Fri, 20 Nov 2026 17:00:00 +0000", "Fri 20 Nov 2026, has not come yet"),
        ("Fri, 31 Dec 9999 23:59:59 -1200", "no date"),
        ("Sun, 31 Dec 1989 23:59:59 +0000", "Sun 31 Dec 1989, is before mail came this way"),
        ("Fri, 20 Nov 2026 17:00:00 +99999999999", "no date"),
        ("Fri, 99999999999999999999 Nov 2026", "no date"),
        ("((((((((", "no date"),
        ("", "no date"),
    ],
)
def test_a_date_it_cannot_have_come_on_is_not_taken_and_that_is_said(stamp: str, said: str) -> None:
    found = mail(f"Received: by a; {stamp}")
    assert found.received_at is None
    assert any(said in warning for warning in found.warnings)
    believed = mail(f"Received: by a; {stamp}", TODAY)
    assert believed.received_at == moment("Fri 20 Nov 2026 09:00")


# Who sent it, and about what.


@pytest.mark.parametrize(
    ("value", "name", "address"),
    [
        ("ada@example.org", "", "ada@example.org"),
        ('"Okafor, Ada" <ada@example.org>', "Okafor, Ada", "ada@example.org"),
        ("=?iso-8859-1?q?Jos=E9_Garc=EDa?= <j@example.org>", "José García", "j@example.org"),
        ("=?utf-8?b?w?= =?utf-8?b?6nM?= <j@example.org>", "=?utf-8?b?w?= =?utf-8?b?6nM?=", "j@example.org"),
        ("=?utf-8?q?Zo=C3?= =?utf-8?q?=AB?= <z@example.org>", "Zoë", "z@example.org"),
        ("José <j@example.org>", "José", "j@example.org"),
        ("=?klingon?q?Qapla=27?= <k@example.org>", "Qapla'", "k@example.org"),
        ("=?utf-8?q?Two=0ALines?= <t@example.org>", "Two\nLines", "t@example.org"),
        ("Ada Okafor", "Ada Okafor", ""),
        ("(" * 5000, "(" * 5000, ""),
        ("undisclosed", "undisclosed", ""),
    ],
)
def test_the_sender_is_read_from_the_header(value: str, name: str, address: str) -> None:
    found = mail(TODAY, of=f"From: {value}")
    assert (found.sender_name, found.sender_address) == (name, address)


def test_the_first_of_several_senders_is_taken_and_that_is_said() -> None:
    found = mail(TODAY, of="From: Ada <ada@example.org>, Dai <dai@example.org>")
    assert (found.sender_name, found.warnings) == ("Ada", ("It names more than one sender; the first is taken.",))


def test_a_mail_that_does_not_say_who_sent_it() -> None:
    found = mail(TODAY, of="Message-ID: <x@y>")
    assert (found.sender_name, found.sender_address) == ("", "")
    assert found.warnings == ("It does not say who sent it.",)


@pytest.mark.parametrize(
    ("value", "subject"),
    [
        ("plain", "plain"),
        ("folded\r\n over", "folded over"),
        (r"a literal \u0041 \N{BULLET}", r"a literal \u0041 \N{BULLET}"),
        ("Re: =?utf-8?q?caf=C3=A9?= now", "Re: café now"),
        ("=?utf-8?b?!!!!?=", "=?utf-8?b?!!!!?="),
        ("nul \x00 here", "nul ␀ here"),
        ("=?utf-16-le?b?ANg=?=", r"\x00\xd8"),
        ("\udcff", "ÿ"),
    ],
)
def test_a_subject_keeps_every_character_it_can(value: str, subject: str) -> None:
    assert mail(TODAY, f"Subject: {value}").subject == subject


# What it says.


@pytest.mark.parametrize(
    ("charset", "body", "text", "said"),
    [
        ("utf-8", "café".encode(), "café", ""),
        ("iso-8859-1", "it’s".encode("cp1252"), "it’s", ""),
        ("us-ascii", "café".encode(), "café", ""),
        ("us-ascii", "café".encode("cp1252"), "café", "read as Windows-1252"),
        ("iso-8859-5", "Привет".encode("iso-8859-5"), "Привет", ""),
        ("utf-8", b"caf\xc3\xa9 \xff", r"café \xff", "shown as"),
        ("shift_jis", "テスト".encode(), "テスト", "read as UTF-8"),
        ("klingon", "café".encode(), "café", "not known"),
        ("punycode", b"a-b", "a-b", "not known"),
        ("unicode_escape", rb"\ud800", r"\ud800", "not known"),
        ("rot13", b"uryyb", "uryyb", "not known"),
        ("x" * 5000, b"hello", "hello", "not known"),
        ("nul\x00", b"hello", "hello", "not known"),
    ],
)
def test_a_text_in_the_wrong_character_set_is_not_lost(charset: str, body: bytes, text: str, said: str) -> None:
    found = mail(TODAY, f'Content-Type: text/plain; charset="{charset}"', body=body)
    assert found.body == text
    assert bool(found.warnings) == bool(said)
    assert said in "".join(found.warnings)


@pytest.mark.parametrize(
    ("coding", "body", "text"),
    [
        ("base64", b"aGVsbG8=\r\n-- \r\nthe list\r\n", "hello-- \nthe list\n"),
        ("base64", b"Hello there, this is text.", "Hello there, this is text."),
        ("quoted-printable", b"a=20b=zz=\r\nc", "a b=zzc"),
        ("x-klingon", b"hello", "hello"),
        ("8bit", b"one\r\ntwo\rthree\nfour", "one\ntwo\rthree\nfour"),
    ],
)
def test_a_text_that_is_coded_as_it_does_not_say_is_not_lost(coding: str, body: bytes, text: str) -> None:
    assert mail(TODAY, f"Content-Transfer-Encoding: {coding}", body=body).body == text


def test_characters_the_record_cannot_keep_become_marks_and_that_is_said() -> None:
    found = mail(TODAY, body=b"before\x00after")
    assert found.body == "before␀after"
    assert found.warnings == ("It holds characters that can't be kept, a NUL or half of a character; a mark stands for each.",)


def test_what_a_mailing_list_adds_after_the_text_is_read_too() -> None:
    body = b"--x\r\nContent-Type: text/plain\r\n\r\nmine\r\n--x\r\nContent-Type: text/plain\r\n\r\nfooter\r\n--x--"
    assert mail(TODAY, "Content-Type: multipart/mixed; boundary=x", body=body).body == "mine\nfooter"


def test_html_is_read_where_the_plain_text_beside_it_is_empty() -> None:
    body = b"--x\r\n\r\n \r\n--x\r\nContent-Type: text/html\r\n\r\n<p>words</p>\r\n--x--"
    assert "words" in mail(TODAY, "Content-Type: multipart/alternative; boundary=x", body=body).body


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<a href='https://x'>https://x</a>", "https://x"),
        ("<a href='mailto:a@b'>a@b</a>", "a@b"),
        ("<a href='javascript:x()'>press</a>", "press <javascript:x()>"),
        ("<img alt='our logo' src='https://spy'>hi", "[our logo]hi"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>", "a\tb\nc"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ("a &lt;b&gt; &amp; &#163;1", "a <b> & £1"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<![foo[x", "<![foo[x"),
        ("left <open", "left <open"),
        ("<style>p{}</style><SCRIPT>x</SCRIPT>seen", "seen"),
    ],
)
def test_html_as_text(html: str, text: str) -> None:
    assert html_text(html, str) == text


def test_html_that_hides_its_end_says_so() -> None:
    said: list[str] = []
    assert html_text("seen<style>p { a complaint", said.append) == "seen"
    assert len(said) == 1


@pytest.mark.parametrize("bit", ["<a ", "<!--", "<p>", "<a href='", "<b><a='<a href='", "<![", "&"])
def test_hostile_html_takes_no_longer_than_its_length(bit: str) -> None:
    # The parser alone would take minutes over this.
    html_text(bit * (60_000 // len(bit)), str)


# What came with it.


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "../../etc/passwd"),
        ("CON", "CON"),
        ("nul\x00.txt", "nul␀.txt"),
        ("invoice\u202efdp.exe", "invoice\u202efdp.exe"),
        ("=?utf-8?q?caf=C3=A9.txt?=", "café.txt"),
        ("café.txt", "café.txt"),
        ("", "unnamed 1"),
    ],
)
def test_a_files_name_is_its_senders_words(name: str, shown: str) -> None:
    found = mail(TODAY, f'Content-Disposition: attachment; filename="{name}"', body=b"abc")
    assert [(it.name, it.content) for it in found.attachments] == [(shown, b"abc")]


def test_an_empty_attachment_is_kept() -> None:
    found = mail(TODAY, "Content-Type: application/pdf")
    assert [(it.media_type, it.content) for it in found.attachments] == [("application/pdf", b"Hello")]
    assert mail(TODAY, "Content-Type: application/pdf", body=b"").attachments[0].sha256 == sha256(b"").hexdigest()


def test_a_damaged_attachment_is_kept_and_said_to_be() -> None:
    found = mail(TODAY, "Content-Type: application/pdf", "Content-Transfer-Encoding: base64", body=b"JVBERi0x!JVBERi0x")
    assert found.attachments[0].content == b"%PDF-1%PDF-1"
    assert any("may be damaged" in warning for warning in found.warnings)


def test_parts_within_parts_without_end_are_shown_as_they_stand() -> None:
    nest = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(3000))
    found = read_mail(b"From: a@example.org\r\n" + nest + b"\r\nthe words", NOW)
    assert found.body.endswith("the words")
    assert "Its parts could not be told apart, so all of it is shown as it stands." in found.warnings


# Nothing fails, nothing is lost.

LINES = st.sampled_from(
    [
        "From: a@b",
        "From: =?utf-8?b?",
        "Date: x",
        "Received: by x; Fri, 20 Nov 2026 09:00:00 +0000",
        "Content-Type: multipart/mixed; boundary=x",
        "Content-Type: multipart/alternative; boundary*0=x",
        "Content-Type: message/rfc822",
        "Content-Type: message/delivery-status",
        "Content-Type: text/html; charset*=utf-8''utf%2D8",
        "Content-Type: text/plain; charset*1*=''",
        "Content-Disposition: attachment; filename*=x'y'%ff%00",
        "Content-Transfer-Encoding: base64",
        "Content-Transfer-Encoding: quoted-printable",
        "--x",
        "--x--",
        "",
        "",
        "aGVsbG8=",
        "<a href=x><!--",
        " folded",
        ":",
        "\x00\udcff\udce9",
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(), st.lists(st.one_of(LINES, st.text(max_size=10)), max_size=25).map("\r\n".join)))
def test_any_bytes_are_a_mail_or_are_said_to_be_none(made: bytes | str) -> None:
    content = made if isinstance(made, bytes) else made.encode("utf-8", "surrogatepass")
    for candidate in (content, b"From: a@example.org\r\n" + content):
        try:
            found = read_mail(candidate, NOW)
        except NotAMail:
            continue
        files = [text for it in found.attachments for text in (it.name, it.media_type)]
        for text in (found.sender_name, found.sender_address, found.subject, found.body, found.to, found.message_id, *files):
            assert unstorable(text) is None
        assert all(unstorable(warning) is None for warning in found.warnings)
        fields = draft_fields(found, NOW, CALENDAR)
        assert all(isinstance(text, str) for text in fields.values())


@settings(max_examples=200, deadline=None)
@given(st.text(), st.sampled_from(["utf-8", "utf-16", "utf-7", "utf-32"]))
def test_any_text_survives(text: str, charset: str) -> None:
    text = storable(text).replace("\r\n", "\n")
    body = b64encode(text.encode(charset))
    found = mail(TODAY, f"Content-Type: text/plain; charset={charset}", "Content-Transfer-Encoding: base64", body=body)
    assert found.body == text
    subject = f"=?{charset}?b?{b64encode(text.encode(charset)).decode()}?="
    assert mail(TODAY, f"Subject: {subject}").subject == (text if text else "")


# As the fields of a new contact.


def test_the_draft_of_a_mail_needs_only_its_type() -> None:
    fields = draft_fields(read("letter-and-photo.eml"), NOW, CALENDAR)
    assert fields["received"] == "Fri 20 Nov 2026, 09:12"
    received = read_received(fields.pop("received"), NOW, CALENDAR)
    contact = Contact(**fields | {"force": None}, received_at=received)  # type: ignore[arg-type]
    assert [problem.field for problem in problems_with(contact, NOW)] == ["kind"]
    assert (contact.channel, contact.email, contact.name) == ("email", "ada@example.org", "Adaí Okafor")


def test_a_mail_without_a_date_makes_the_person_say_one() -> None:
    fields = draft_fields(read("broken.eml"), NOW, CALENDAR)
    with pytest.raises(UnreadableDate):
        read_received(fields["received"], NOW, CALENDAR)


def test_an_endless_body_is_cut_in_the_form_and_says_so() -> None:
    note = draft_fields(mail(TODAY, body=b"x" * (LONGEST_NOTE + 1)), NOW, CALENDAR)["note"]
    assert note == "x" * LONGEST_NOTE + "\n\n[The mail goes on: all of it is attached.]"
    assert draft_fields(mail(TODAY, body=b"x" * LONGEST_NOTE), NOW, CALENDAR)["note"] == "x" * LONGEST_NOTE


@settings(deadline=None)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2026, 11, 20, 16, 44), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_received_moment_is_read_back_to_its_minute(at: datetime) -> None:
    read_back = read_received(received_text(at, NOW, CALENDAR), NOW, CALENDAR)
    assert read_back.replace(second=0, microsecond=0) == at.replace(second=0, microsecond=0)
    assert mail(f"Date: {format_datetime(at)}").received_at == at.replace(microsecond=0)


def test_an_hour_that_comes_twice_is_told_apart() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert received_text(first, NOW, CALENDAR) == "Sun 25 Oct 2026, 01:30"
    assert received_text(first + timedelta(hours=1), NOW, CALENDAR) == "2026-10-25T01:30+00:00"

"""The kinds of case, their steps and outcomes, and naming one."""

import pytest

from casework.kinds import UnknownKind, channel_named, channels, kind_named, kinds, step_label, step_labels

IDS = list(kinds())


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("enquiry", "enquiry"),
        ("E", "enquiry"),
        (" Complaint ", "complaint"),
        ("comp", "complaint"),
        ("review application", "review"),
        ("rev", "review"),
        ("FOI", "foi"),
        ("freedom", "foi"),
        ("subject access", "sar"),
        ("compliment", "feedback"),
        ("Complaint about our service", "service-complaint"),
        ("appeal: inv", "appeal-investigation"),
        ("appeal-n", "appeal-non-recording"),
        ("alt", "alternative-format"),
    ],
)
def test_a_kind_by_its_name_or_the_start_of_one(typed: str, kind: str) -> None:
    assert kind_named(typed).id == kind


@pytest.mark.parametrize(("typed", "said"), [("ticket", "no kind of case called 'ticket'"), ("", "no kind of case called ''")])
def test_an_unknown_kind_is_refused_with_those_there_are(typed: str, said: str) -> None:
    with pytest.raises(UnknownKind, match=said) as refusal:
        kind_named(typed)
    assert all(kind in refusal.value.sentence for kind in IDS)


def test_an_appeal_of_no_particular_kind_is_not_guessed() -> None:
    with pytest.raises(UnknownKind, match="'appeal' could be appeal-investigation, appeal-local-resolution"):
        kind_named("appeal")


@pytest.mark.parametrize("kind", IDS)
def test_every_kind_can_be_worked_and_closed(kind: str) -> None:
    found = kinds()[kind]
    assert kind_named(found.title) == kind_named(found.id) == found
    assert set(found.steps) <= set(step_labels())
    assert found.outcomes
    assert len(set(found.outcomes)) == len(found.outcomes)
    assert len(found.prefix) == len(found.letter) == 1
    assert len(found.short) <= 8


def test_a_channel_by_its_name() -> None:
    for channel in channels().values():
        assert channel_named(channel.label.upper()) == channel_named(f" {channel.id} ") == channel
    with pytest.raises(UnknownKind, match="no channel called 'fax'"):
        channel_named("fax")


def test_a_step_as_it_is_said() -> None:
    assert step_label("sent-to-authority") == "sent to the appropriate authority"
    assert step_label("something new") == "something new"

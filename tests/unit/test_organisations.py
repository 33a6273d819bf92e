"""The bodies complaints are made about, by whatever staff and callers call them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.organisations import UnknownOrganisation, categories, matching, organisation_named, organisations


@pytest.mark.parametrize(
    ("called", "body"),
    [
        ("the Met", "metropolitan"),
        ("MET", "metropolitan"),
        ("met police", "metropolitan"),
        ("The Metropolitan Police", "metropolitan"),
        ("Metropolitan Police Service", "metropolitan"),
        ("MPS", "metropolitan"),
        ("GMP", "greater-manchester"),
        ("greater man", "greater-manchester"),
        ("Manchester", "greater-manchester"),
        ("Avon & Somerset", "avon-and-somerset"),
        ("a&s", "avon-and-somerset"),
        ("Devon and Cornwall Police", "devon-and-cornwall"),
        ("dyfed", "dyfed-powys"),
        ("Dyfed Powys", "dyfed-powys"),
        ("Heddlu Dyfed-Powys", "dyfed-powys"),
        ("Heddlu De Cymru", "south-wales"),
        ("heddlu gogledd", "north-wales"),
        ("Heddlu Gwent", "gwent"),
        ("South Wales Police", "south-wales"),
        ("Lancashire Constabulary", "lancashire"),
        ("Kent Police", "kent"),
        ("City of London Police", "city-of-london"),
        ("hants", "hampshire-and-isle-of-wight"),
        ("Isle of Wight", "hampshire-and-isle-of-wight"),
        ("BTP", "british-transport-police"),
        ("PSNI", "police-service-of-northern-ireland"),
        ("Police Scotland", "police-scotland"),
        ("  tvp ", "thames-valley"),
        ("WEST-YORKSHIRE", "west-yorkshire"),
        ("Sussex", "sussex"),
    ],
)
def test_a_body_by_what_people_call_it(called: str, body: str) -> None:
    assert organisation_named(called).id == body


@pytest.mark.parametrize(
    ("called", "said"),
    [
        ("wales", "'wales' could be North Wales, South Wales. Type a few letters more."),
        ("west", "'west' could be West Mercia, West Midlands, West Yorkshire. Type a few letters more."),
        ("heddlu", "'heddlu' could be Dyfed-Powys, Gwent, North Wales, South Wales. Type a few letters more."),
        ("police", " and others. Type a few letters more."),
        ("atlantis", "No force or body matches 'atlantis'."),
        ("", "No force or body matches ''."),
        ("?!", "No force or body matches '?!'."),
    ],
)
def test_a_name_that_fits_none_or_several_is_not_guessed(called: str, said: str) -> None:
    with pytest.raises(UnknownOrganisation) as refusal:
        organisation_named(called)
    assert said in refusal.value.sentence


def test_every_body_is_found_by_each_of_its_names() -> None:
    for body in organisations().values():
        for name in (body.id, body.name, body.name.upper(), *body.aliases):
            assert organisation_named(name) == body, name


def test_all_forty_three_forces_are_here_and_the_welsh_ones_known() -> None:
    forces = [body for body in organisations().values() if body.group == "force"]
    assert len(forces) == 43
    assert {body.id for body in forces if body.welsh} == {"dyfed-powys", "gwent", "north-wales", "south-wales"}
    assert {body.group for body in organisations().values()} == {"force", "other", "signpost"}


def test_a_body_somebody_else_oversees_says_who() -> None:
    for body in organisations().values():
        assert (body.signpost_to is not None) == (body.group == "signpost")


def test_every_category_is_under_a_lettered_one() -> None:
    letters = [code for code, category in categories().items() if category.parent is None]
    assert letters == list("ABCDEFGHJKL")
    for code, category in categories().items():
        assert category.parent in (None, code[0])
    assert len(categories()) == 11 + 4 + 9 + 4 + 10 + 6 + 5 + 3


@given(st.text(max_size=40))
def test_no_text_is_too_strange_to_look_for(called: str) -> None:
    found = matching(called)
    assert len({body.id for body in found}) == len(found)

"""Places are found as people type them, and distances are right."""

import pytest

from referrals.gazetteer import distance_km, locate, locate_address, municipality_names, places_of, suggest


@pytest.mark.parametrize(
    ("typed", "postal_code"),
    [
        ("Mechelen", "2800"),
        ("  mechelen ", "2800"),
        ("MALINES", "2800"),
        ("2800", "2800"),
        ("B-2800 Mechelen", "2800"),
        ("2811 Hombeek", "2811"),
        ("Hombeek", "2811"),
        ("St.-Niklaas", "9100"),
        ("sint niklaas", "9100"),
        ("Bruxelles", "1000"),
        ("Ixelles", "1050"),
        ("Liège", "4000"),
        ("Liege", "4000"),
    ],
)
def test_it_finds_a_place_however_it_is_typed(typed: str, postal_code: str) -> None:
    place = locate(typed)

    assert place is not None
    assert place.postal_code == postal_code


@pytest.mark.parametrize("typed", ["", "   ", "0000", "Atlantis", "99999", "🙂"])
def test_it_finds_nothing_where_there_is_nothing(typed: str) -> None:
    assert locate(typed) is None


def test_a_locality_belongs_to_its_municipality() -> None:
    place = locate("Oostakker")

    assert place is not None
    assert (place.municipality, place.province) == ("Gent", "Oost-Vlaanderen")


def test_a_merged_municipality_is_found_by_its_new_and_its_old_name() -> None:
    merged, old = locate("Merelbeke-Melle"), locate("Merelbeke")

    assert merged is not None
    assert old is not None
    assert merged.municipality == old.municipality == "Merelbeke-Melle"


def test_a_former_municipality_goes_before_a_hamlet_of_the_same_name() -> None:
    place = locate("Beveren")

    assert place is not None
    assert place.postal_code == "9120"


def test_an_unknown_name_within_a_known_postal_code_gives_the_main_place() -> None:
    place = locate_address(postal_code="2800", municipality="Onbekendegem")

    assert place is not None
    assert place.name == "Mechelen"


def test_an_unknown_postal_code_falls_back_on_the_name() -> None:
    place = locate_address(postal_code="9999", municipality="Gent")

    assert place is not None
    assert place.postal_code == "9000"


def test_a_postal_code_lists_its_municipality_first() -> None:
    assert [place.name for place in places_of("2800")] == ["Mechelen", "Walem"]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("Mechlen", "Mechelen"), ("Antwepren", "Antwerpen"), ("Kortijk", "Kortrijk"), ("Aalts", "Aalst")],
)
def test_it_suggests_what_was_meant(typed: str, meant: str) -> None:
    assert suggest(typed)[0] == meant


@pytest.mark.parametrize("typed", ["", "xqzw"])
def test_it_suggests_nothing_random(typed: str) -> None:
    assert suggest(typed) == ()


def test_distances_are_great_circles() -> None:
    gent, antwerpen = locate("Gent"), locate("Antwerpen")

    assert gent is not None
    assert antwerpen is not None
    assert distance_km(gent, antwerpen) == pytest.approx(51.5, abs=1.0)
    assert distance_km(gent, gent) == 0
    assert distance_km(gent.point, antwerpen) == distance_km(antwerpen, gent)


def test_every_municipality_of_flanders_and_brussels_is_listed_and_located() -> None:
    names = municipality_names()

    assert len(names) == 285 + 19
    assert all((place := locate(name)) and place.municipality == name for name in names)

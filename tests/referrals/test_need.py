"""A need in everyday words is understood: which kinds of help answer it, and which words to look for."""

import pytest

from referrals.kinds import kinds, kinds_of
from referrals.need import NEEDS_FILE, understand
from referrals.relevance import ServiceText, relevance_of


def best(need: str) -> str:
    graded = understand(need).kinds
    return max(graded, key=lambda key: graded[key])


@pytest.mark.parametrize(
    ("need", "kind"),
    [
        ("Zijn oma is gestorven en hij wil er niet over spreken", "rouw"),
        ("Rookt elke dag wiet", "verslaving"),
        ("Hulp bij het huiswerk", "huiswerk"),
        ("Ze gaat op een kamer wonen en moet zelfstandig worden", "zelfstandig_wonen"),
        ("DEPRESSIEVE GEVOELENS", "psycholoog"),
        ("gameverslaving", "verslaving"),
        ("Thuisbegeleiding bij een kind met autisme", "autisme"),
        ("Opvang voor een tienermoeder samen met haar baby", "jonge_ouders"),
        ("Niemand weet wat te doen, vannacht kan hij nergens slapen", "crisis_verblijf"),
        ("Komt niet rond en heeft een deurwaarder aan de deur", "ocmw"),
    ],
)
def test_lay_words_lead_to_a_kind_of_help(need: str, kind: str) -> None:
    assert best(need) == kind
    assert understand(need).kinds[kind] == 1


@pytest.mark.parametrize("need", ["", "de het een", "12 %", "xyzzy"])
def test_a_need_without_a_known_subject_grades_nothing(need: str) -> None:
    assert understand(need).kinds == {}


def test_help_that_is_refused_is_not_looked_for() -> None:
    assert "kinderpsychiatrie" not in understand("geen opname op een k-dienst").kinds
    assert "groep" not in understand("Praten, maar niet in groep").terms


def test_what_goes_wrong_is_understood_from_its_denial() -> None:
    assert best("Hij gaat niet meer naar school") in {"naft", "clb"}


def test_words_inside_other_words_do_not_count() -> None:
    assert "rouw" not in understand("een vrouw").kinds
    assert "doven" not in understand("hij gehoorzaamt niet").kinds
    assert "jonge_ouders" not in understand("een jongen zonder ouders in België").kinds


def test_help_in_another_form_counts_less() -> None:
    at_home = understand("iemand die aan huis komt voor de opvoeding").kinds
    assert at_home["gezinsplan"] > at_home["huis_kind"]


def test_every_kind_that_a_need_names_exists() -> None:
    text = NEEDS_FILE.read_text("utf-8")
    assert understand(text).kinds.keys() <= kinds().keys()


@pytest.mark.parametrize(
    ("rubrics", "name", "kind"),
    [
        (("14.02. Centra voor Leerlingenbegeleiding (CLB)",), "Het huis", "clb"),
        (("Jonge mantelzorgers",), "", "mantelzorg"),
        ((), "CGG De Brug", "cgg"),
        (("Pleegzorg",), "CGG De Brug", "pleegzorg"),
    ],
)
def test_a_service_is_of_the_kind_its_rubric_or_else_its_name_says(
    rubrics: tuple[str, ...], name: str, kind: str
) -> None:
    assert kinds_of(rubrics, name) == (kind,)


def test_an_unknown_rubric_is_no_kind() -> None:
    assert kinds_of(("Sigarenwinkel",), "Bij Jacqueline") == ()


def service(rubric: str, description: str = "") -> ServiceText:
    return ServiceText(name="Huis", rubrics=(rubric,), target="", description=description)


def test_the_reasons_name_the_kind_of_help_the_need_and_the_services_own_words() -> None:
    need = understand("Ze drinkt en gebruikt cannabis")
    text = service("Verslaving en middelengebruik", "Praten over alcohol en cannabis.")
    assert relevance_of(text, need).because == (
        "hulp bij middelengebruik, past bij: drugs en alcohol",
        "noemt zelf cannabis, alcohol",
    )


def test_what_can_only_complete_says_so() -> None:
    (reason, *_) = relevance_of(service("Jongerenonthaal"), understand("cannabis")).because
    assert reason == "jongerenonthaal (JAC), kan aanvullen bij: drugs en alcohol"


def test_a_service_of_unknown_kind_is_found_by_its_words() -> None:
    need = understand("paardrijden")
    assert relevance_of(service("Manege", "Paardrijden voor kinderen."), need).score == 1
    assert relevance_of(service("Manege", "Zwemmen."), need).score == 0

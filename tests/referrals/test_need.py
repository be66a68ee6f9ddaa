"""A need in everyday words meets the services that answer it."""

import pytest

from referrals.need import ServiceText, relevance_of, terms_of, words

TEXTS = {
    "rouw": ServiceText("Rouwhuis", "Rouw en verlies", "Kinderen na een overlijden", "Troost bij lotgenoten."),
    "drugs": ServiceText("Drugpunt", "Verslaving", "Jongeren", "Gesprekken over cannabis en alcohol."),
    "huiswerk": ServiceText("Studieplek", "Huiswerkbegeleiding", "Leerlingen", "Een rustige plek na school."),
    "wonen": ServiceText("Eigen Sleutel", "Begeleid wonen", "Jongeren", "Op een studio leren koken."),
}


@pytest.mark.parametrize(
    ("need", "best"),
    [
        ("Zijn oma is gestorven en hij slaapt niet meer", "rouw"),
        ("Rookt elke dag wiet", "drugs"),
        ("Hulp bij het huiswerk", "huiswerk"),
        ("Drugsgebruik", "drugs"),
        ("Ze wil op een kamer gaan wonen", "wonen"),
        ("ROUW", "rouw"),
    ],
)
def test_everyday_words_find_the_service(need: str, best: str) -> None:
    found = relevance_of(TEXTS, need)

    assert max(found, key=lambda key: found[key].score) == best
    assert found[best].score == 1


@pytest.mark.parametrize("need", ["", "de het een", "12 %", "xyzzy"])
def test_a_need_without_meaning_finds_nothing(need: str) -> None:
    assert relevance_of(TEXTS, need) == {}


def test_nothing_to_compare_gives_nothing() -> None:
    assert relevance_of({}, "rouw") == {}


def test_it_says_which_words_met_as_the_service_writes_them() -> None:
    many = {f"{key}{number}": text for key, text in TEXTS.items() for number in range(1 if key == "drugs" else 9)}

    matched = relevance_of(many, "Ze drinkt en gebruikt cannabis")["drugs0"].matched

    assert matched[0] == "cannabis"
    assert {"verslaving", "alcohol"} & set(matched)


def test_what_was_said_weighs_more_than_what_is_meant() -> None:
    terms = terms_of("wiet")

    assert terms["wiet"] == 1
    assert terms["cannabis"] < 1


def test_small_words_carry_no_meaning() -> None:
    assert words("Een jongen die naar de voetbal wil") == ["voetbal"]

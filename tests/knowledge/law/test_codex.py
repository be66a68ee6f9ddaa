"""A document of the Vlaamse Codex is read whole: versions, days, heads, tables; what lacks something is named."""

import copy
import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from knowledge.law import codex
from knowledge.law.structure import Law, LawArticleRead, LawProblem

DECREE = Path(codex.__file__).parent / "oefendecreet.json"
WHOLE: dict[str, Any] = json.loads(DECREE.read_text())
Change = Callable[[dict[str, Any]], None]


def law(change: Change = lambda whole: None) -> Law:
    """The exercise decree, with this change made to its file."""
    whole = copy.deepcopy(WHOLE)
    change(whole)
    return codex.read_law(json.dumps(whole).encode())


def versions(whole: dict[str, Any]) -> list[dict[str, Any]]:
    return [entry["ArtikelVersie"] for entry in whole["Inhoud"]["ArtikelVersies"]]


def article(number: str, *, of: Law | None = None) -> LawArticleRead:
    return next(one for one in (of or law()).articles if one.number == number)


def test_the_law_knows_its_names_level_and_page() -> None:
    read = law()
    assert read.title.startswith("Decreet van 18 november 2011 over inspraak in leefgroepen")
    assert (read.short_title, read.jurisdiction) == ("Oefendecreet leefgroepen", "vlaams")
    assert read.link.endswith("DID=9900001&param=inhoud")


def test_articles_stand_in_the_order_of_the_table_of_contents_under_their_heads() -> None:
    read = law()
    assert [one.number for one in read.articles] == ["1", "2", "2/1", "3", "5", "4", "6"]
    assert article("2/1").path == ("Hoofdstuk 2. Inspraak", "Afdeling 1. Dagritme")
    assert article("2/1").key == "2_1"


def test_an_article_has_each_of_its_versions_on_its_days() -> None:
    old, new = article("2").versions
    assert (old.starts, old.ends) == (datetime.date(2012, 1, 1), datetime.date(2019, 12, 31))
    assert (new.starts, new.ends) == (datetime.date(2020, 1, 1), None)
    assert "veertien" in old.text
    assert "twaalf" in new.text


def test_a_version_that_waits_for_something_is_marked_with_or_without_the_frame() -> None:
    now, later = article("5").versions
    assert (now.waits_for, later.waits_for) == ("", "een gebeurtenis die nog moet komen")
    framed = law(lambda whole: whole["Inhoud"].update(
        ToekomstigeArtikelVersies=[{"ArtikelVersie": one} for one in whole["Inhoud"]["ToekomstigeArtikelVersies"]]
    ))  # fmt: skip
    assert framed.articles == law().articles


def test_entities_are_letters_and_enumerations_stand_on_lines_of_their_own() -> None:
    assert article("2").versions[1].text.split("\n\n")[1:] == [
        "§2. De bespreking gebeurt minstens twee keer per jaar en daarbij:",
        "1° kiest de jongere mee wie erbij is;",
        "2° krijgt de jongere een verslag in gewone woorden.",
    ]


def test_a_table_in_an_article_is_kept() -> None:
    assert "| vanaf zes jaar | drie weken |" in article("3").versions[0].text


def test_two_articles_with_one_number_stay_two() -> None:
    def same_number(whole: dict[str, Any]) -> None:
        versions(whole)[0]["ArtikelNummer"] = "3."

    keys = [one.key for one in law(same_number).articles if one.number == "3"]
    assert keys == ["3_9920001", "3_9920004"]


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("StartDatum", None, "zonder begindatum"),
        ("StartDatum", "gisteren", "zonder begindatum"),
        ("EindDatum", "ooit", "met een einddatum die geen datum is"),
        ("EindDatum", "2001-01-01T00:00:00", "met een einde voor het begin"),
        ("Tekst", None, "zonder tekst"),
        ("Tekst", "<p>&nbsp;</p>", "zonder tekst"),
        ("Tekst", "(...)", "zonder tekst"),
        ("Id", None, "zonder Id"),
        ("ArtikelNummer", "", "zonder nummer"),
    ],
)
def test_a_version_that_lacks_what_it_needs_is_left_out_and_named(field: str, value: Any, reason: str) -> None:
    def spoil(whole: dict[str, Any]) -> None:
        versions(whole)[0][field] = value

    read = law(spoil)
    assert [one.reason for one in read.refused] == [reason]
    assert "1" not in [one.number for one in read.articles]


def test_a_version_that_comes_twice_counts_once() -> None:
    read = law(lambda whole: whole["Inhoud"]["ArtikelVersies"].append(whole["Inhoud"]["ArtikelVersies"][0]))
    assert read.notes == ("Dubbele versies zijn één keer geteld: 1.",)
    assert read.articles == law().articles


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", codex.EMPTY),
        (b" \n", codex.EMPTY),
        (DECREE.read_bytes()[:-200], codex.CUT_OFF),
        (b"<html>", codex.CUT_OFF),
        (b"[" * 100_000, codex.CUT_OFF),
        (b"[]", codex.OTHER),
        (b'{"content": []}', codex.OTHER),
        (b'{"Document": {"Id": "x"}, "Inhoud": {}}', codex.OTHER),
        (b'{"Document": {"Id": 1}, "Inhoud": {"ArtikelVersies": [1, null, "x"]}}', codex.NO_ARTICLES),
    ],
)
def test_a_file_that_is_no_law_says_why(data: bytes, sentence: str) -> None:
    with pytest.raises(LawProblem) as raised:
        codex.read_law(data)
    assert str(raised.value) == sentence


@pytest.mark.parametrize("table", [None, [], {"Items": None}, {"Items": [None, {"ItemType": "H", "Items": [{}]}]}])
def test_a_law_without_a_usable_table_of_contents_is_read_all_the_same(table: Any) -> None:
    read = law(lambda whole: whole.update(Inhoudstafel=table))
    assert sorted(one.number for one in read.articles) == ["1", "2", "2/1", "3", "4", "5", "6"]
    assert {one.path for one in read.articles} == {()}
    assert len(article("2", of=read).versions) == 2

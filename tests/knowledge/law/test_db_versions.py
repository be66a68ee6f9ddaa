"""Imported law is found as it read on the day that was asked; importing again changes only what changed."""

import datetime
from typing import Any

import pytest

from knowledge.actions.law import VALIDATOR
from knowledge.models import Chunk, LawArticle, LawVersion, Source, Status, Version
from knowledge.queries.law import article_facts_of, law_found
from knowledge.queries.live import Filters
from knowledge.queries.passages import states_of
from knowledge.queries.retrieval import retrieve
from tests import make
from tests.knowledge.law.importing import (
    WORDS,
    changed,
    imported_again,
    numbers,
)
from tests.knowledge.law.test_codex import versions
from tests.knowledge.making import article, publish
from tests.people import ANNA

pytestmark = pytest.mark.django_db


def test_each_version_becomes_a_version_and_each_article_a_source(imported: dict[str, int], scope: None) -> None:
    assert imported == {"new": 7, "changed": 0, "unchanged": 0, "future": 2}
    assert sorted(Source.objects.values_list("slug", flat=True)) == [
        f"codex-9900001-art-{key}" for key in ("1", "2", "2_1", "3", "4", "5", "6")
    ]
    assert numbers("2") == [(1, Status.VALIDATED), (2, Status.VALIDATED)]
    version = Version.objects.get(source__slug="codex-9900001-art-2_1")
    assert (version.validator_name, version.jurisdiction, version.type) == (VALIDATOR, "vlaams", "wetgeving")
    assert version.validator is None


def test_an_article_knows_where_it_stands(imported: dict[str, int], scope: None) -> None:
    article = LawArticle.objects.get(number="2/1")
    assert article.path == ["Hoofdstuk 2. Inspraak", "Afdeling 1. Dagritme"]
    assert article.law_title == "Oefendecreet leefgroepen"
    assert article.link.endswith("DID=9900001&param=inhoud")
    assert Chunk.objects.filter(source=article.source, kind="prose").count() == 1


@pytest.mark.parametrize(
    ("day", "word"), [(datetime.date(2015, 6, 1), "veertien"), (datetime.date(2021, 6, 1), "twaalf")]
)
def test_a_question_about_a_day_finds_the_version_of_that_day(
    imported: dict[str, int], scope: None, day: datetime.date, word: str
) -> None:
    texts = [row.text for row in law_found(WORDS, on_date=day).rows]
    assert any(word in text for text in texts)
    other = {"veertien": "twaalf", "twaalf": "veertien"}[word]
    assert not any(f"jongere vanaf {other} jaar" in text for text in texts)


def test_before_its_first_day_and_after_its_last_an_article_is_not_found(imported: dict[str, int], scope: None) -> None:
    def slugs(day: datetime.date | None) -> set[str]:
        return {
            one.slug for one in retrieve("papieren logboek van de bezoekuren", filters=Filters(on_date=day)).passages
        }

    assert "codex-9900001-art-4" in slugs(datetime.date(2015, 1, 1))
    assert "codex-9900001-art-4" not in slugs(None)
    assert slugs(datetime.date(2011, 12, 31)) == set()


def test_law_to_come_is_kept_and_never_found(imported: dict[str, int], scope: None) -> None:
    waiting = Version.objects.get(valid_from=datetime.date(2100, 1, 1))
    dated = Version.objects.get(source__slug="codex-9900001-art-6")
    assert waiting.status == Status.DRAFT
    assert waiting.title.endswith("(nog niet in werking)")
    assert LawVersion.objects.get(version=waiting).condition == "een gebeurtenis die nog moet komen"
    assert states_of([dated])[dated.pk] == "future"
    for question in ("vertrouwenspersoon ouder dan zestien jaar", "geluid in de slaapkamers meten"):
        for day in (None, datetime.date(2030, 12, 31)):
            texts = " ".join(one.text for one in retrieve(question, filters=Filters(on_date=day)).passages)
            assert "zestien" not in texts
            assert "geluid" not in texts
    assert "zestien" not in " ".join(
        one.text for one in retrieve("vertrouwenspersoon", filters=Filters(on_date=datetime.date(2101, 1, 1))).passages
    )


def test_importing_again_is_idempotent() -> None:
    imported_again()
    with make.at(ANNA):
        before = list(Version.objects.order_by("id").values())
    assert imported_again() == {"new": 0, "changed": 0, "unchanged": 7, "future": 2}
    with make.at(ANNA):
        assert list(Version.objects.order_by("id").values()) == before


def test_a_new_version_ends_the_one_before_and_is_found_from_its_day() -> None:
    imported_again()

    def renew(whole: dict[str, Any]) -> None:
        old = versions(whole)[6]
        new = {**old, "Id": 9919999, "StartDatum": "2024-01-01T00:00:00", "Tekst": "Een jongere kiest zelf."}
        old["EindDatum"] = "2023-12-31T00:00:00"
        whole["Inhoud"]["ArtikelVersies"].append({"ArtikelVersie": new})
        whole["Inhoudstafel"]["Items"][1]["Items"][1]["Items"][0]["Versions"].append({"Id": 9919999})

    assert imported_again(changed(renew)) == {"new": 1, "changed": 1, "unchanged": 6, "future": 2}
    with make.at(ANNA):
        for day, word in ((datetime.date(2023, 6, 1), "achttien"), (datetime.date(2024, 6, 1), "kiest zelf")):
            texts = [row.text for row in law_found("jongere kiest een vertrouwenspersoon", on_date=day).rows]
            assert any(word in text for text in texts)


def test_an_older_version_that_comes_later_is_found_on_its_own_days() -> None:
    def only_new(whole: dict[str, Any]) -> None:
        whole["Inhoud"]["ArtikelVersies"] = [
            one for one in whole["Inhoud"]["ArtikelVersies"] if one["ArtikelVersie"]["Id"] != 9910002
        ]

    imported_again(changed(only_new))
    imported_again()
    with make.at(ANNA):
        for day, word in ((datetime.date(2015, 6, 1), "veertien"), (datetime.date(2021, 6, 1), "twaalf")):
            assert word in " ".join(row.text for row in law_found(WORDS, on_date=day).rows)


def test_what_waited_and_got_its_day_is_a_version_like_the_others() -> None:
    imported_again()

    def begin(whole: dict[str, Any]) -> None:
        whole["Inhoud"]["ToekomstigeArtikelVersies"][0].update(
            StartDatum="2025-01-01T00:00:00", StartDatumConditie="SpecifiedDate"
        )

    imported_again(changed(begin))
    with make.at(ANNA):
        assert not Version.objects.filter(status=Status.DRAFT).exists()
        texts = [row.text for row in law_found("vertrouwenspersoon kiezen", on_date=datetime.date(2025, 6, 1)).rows]
        assert any("zestien" in text for text in texts)


def test_a_source_that_is_no_law_stands_nowhere_in_the_law(imported: dict[str, int]) -> None:
    with make.at(ANNA):
        assert article_facts_of(publish(article(type="wetgeving"))) is None
        assert article_facts_of(publish(article(slug="b"))) is None

"""An article is found by its number, and by the number that people called it before."""

import datetime

import pytest

from knowledge.actions.aliases import AliasRefused, add_alias, remove_alias
from knowledge.models import LawArticle, Status, Version
from knowledge.queries.law import law_found
from knowledge.queries.retrieval import retrieve
from tests import make
from tests.knowledge.law.importing import (
    as_platform,
    changed,
    imported_again,
    platform_editor,
)
from tests.knowledge.law.test_codex import versions
from tests.people import ANNA

pytestmark = pytest.mark.django_db


def test_an_old_number_leads_to_the_article_and_no_longer_once_it_is_taken_away() -> None:
    imported_again()
    by = platform_editor()
    with as_platform(by):
        alias = add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
        with pytest.raises(AliasRefused):
            add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
    today = datetime.date(2026, 1, 1)
    with make.at(ANNA):
        first = law_found("Wat zegt art 458 Sw?", on_date=today).rows[0]
        assert (first.article and first.article.number, first.why) == ("5", "vroeger: art. 458 Sw.")
        assert "codex-9900001-art-5" in [one.slug for one in retrieve("art. 458 Sw").passages[:3]]
    with as_platform(by):
        remove_alias(by, alias)
    with make.at(ANNA):
        assert not any(row.why.startswith("vroeger") for row in law_found("art. 458 Sw.", on_date=today).rows)


@pytest.mark.parametrize(
    ("question", "is_certain"),
    [
        ("artikel 458 Sw", True), ("458 Sw.", True), ("Wat zegt art.458 Sw?", True),
        ("artikel 458 van het Strafwetboek", False), ("artikel 458", False),
    ],
)  # fmt: skip
def test_an_old_number_is_known_however_it_is_written(question: str, is_certain: bool) -> None:
    imported_again()
    by = platform_editor()
    with as_platform(by):
        add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
    with make.at(ANNA):
        found = law_found(question, on_date=datetime.date(2026, 1, 1))
        assert found.rows[0].why == "vroeger: art. 458 Sw."
        assert found.answered or not is_certain


def test_an_old_number_gives_way_to_the_article_of_the_law_that_is_named() -> None:
    imported_again()
    by = platform_editor()
    with as_platform(by):
        add_alias(by, LawArticle.objects.get(number="5"), name="art. 3 oud", note="")
    with make.at(ANNA):
        found = law_found("artikel 3 van het oefendecreet leefgroepen", on_date=datetime.date(2026, 1, 1))
        assert [row.why for row in found.rows if row.why.startswith(("vroeger", "artikel"))] == ["artikel 3"]


def test_an_old_number_outlives_the_next_import() -> None:
    imported_again()
    by = platform_editor()
    with as_platform(by):
        add_alias(by, LawArticle.objects.get(number="5"), name="art. 458 Sw.", note="")
    imported_again(changed(lambda whole: versions(whole)[6].update(Tekst="Een jongere kiest vrij.")))
    with make.at(ANNA):
        newest = Version.objects.filter(source__articles__number="5", status=Status.VALIDATED).order_by("-number")[0]
        assert newest.details["lay_terms"] == ["art. 458 Sw."]


def test_an_article_is_found_by_its_own_number_in_the_law_that_is_named(imported: dict[str, int], scope: None) -> None:
    first = law_found("artikel 2/1 van het oefendecreet leefgroepen", on_date=datetime.date(2026, 1, 1)).rows[0]
    assert first.article is not None
    assert first.article.number == "2/1"

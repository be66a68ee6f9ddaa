"""Every way to a passage times every reason why it may not be used: none leads there. Dates are given."""

import json
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from uuid import UUID

import pytest
from django.core.management import call_command
from django.test import Client

from assistant.models import Analysis, Citation
from knowledge.actions.lifecycle import (
    draft_source,
    edit_draft,
    new_version,
    submit_for_review,
    validate_version,
    withdraw_version,
)
from knowledge.models import Chunk, Version, VersionIndex
from knowledge.queries import shortlist
from knowledge.queries.articles import article_facts, signals_by_slug
from knowledge.queries.catalogue import live_sources, live_titles
from knowledge.queries.passages import passage_for
from knowledge.queries.retrieval import ranked_sources, retrieve
from organisations.models import Membership
from tests import make
from tests.assistant.asking import written
from tests.knowledge.living import WRITTEN, drafted, in_review, indexed, validated
from tests.knowledge.making import days
from tests.make import at
from tests.people import ANNA, CHRIS, ELI, VERA

pytestmark = pytest.mark.django_db
QUESTION = "wandelen met een geit"
SLUG = "geitenwandelingen-met-jongeren"
Reason = Callable[[Membership, Membership], Version]


@pytest.fixture(autouse=True, params=[shortlist.FEW, 0], ids=["few", "many"])
def bank(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that is measured whole, and one in which the likeliest are picked first: what is hidden is so in both."""
    monkeypatch.setattr(shortlist, "FEW", request.param)


def _expired(eli: Membership, vera: Membership) -> Version:
    return _on_dates(indexed(validated(eli, vera)), since=-20, until=-1)


def _future(eli: Membership, vera: Membership) -> Version:
    return _on_dates(indexed(validated(eli, vera)), since=1, until=20)


def _on_dates(version: Version, *, since: int, until: int) -> Version:
    version.valid_from, version.valid_until = days(since), days(until)
    version.save()
    return version


def _draft(eli: Membership, vera: Membership) -> Version:
    return _with_an_index_by_mistake(drafted(eli))


def _in_review(eli: Membership, vera: Membership) -> Version:
    return _with_an_index_by_mistake(in_review(eli))


def _with_an_index_by_mistake(version: Version) -> Version:
    """Even were it indexed, it could not be found."""
    from knowledge.actions.indexing import index_version
    from knowledge.queries.written import article_of
    from knowledge.rules.compounds import Splitter

    index_version(version, article_of(version), splitter=Splitter(()), vectors={})
    return version


def _withdrawn(eli: Membership, vera: Membership) -> Version:
    version = indexed(validated(eli, vera))
    withdraw_version(eli, version, reason="De geiten zijn ziek.")
    return version


def _not_indexed(eli: Membership, vera: Membership) -> Version:
    """With its passages there, as when the end of the indexing was lost."""
    version = indexed(validated(eli, vera))
    VersionIndex.objects.filter(version=version).delete()
    return version


def _superseded_by_a_withdrawn_one(eli: Membership, vera: Membership) -> Version:
    old = indexed(validated(eli, vera))
    new = new_version(eli, old)
    edit_draft(eli, new, article=replace(WRITTEN, title="Anders"), review_by=None, keeper=None, revision=0)
    submit_for_review(eli, new)
    validate_version(vera, new, revision=1, people_checked=True)
    withdraw_version(vera, indexed(new), reason="Klopt niet.")
    return old


REASONS: dict[str, Reason] = {
    "expired": _expired, "future": _future, "draft": _draft, "in review": _in_review, "withdrawn": _withdrawn,
    "not indexed": _not_indexed, "superseded by a withdrawn one": _superseded_by_a_withdrawn_one,
}  # fmt: skip


def _by_search(version: Version) -> bool:
    return any(found.version_id == version.pk for found in retrieve(QUESTION).passages)


def _by_ranking(version: Version) -> bool:
    return version.source.slug in ranked_sources(QUESTION).slugs


def _by_passage(version: Version) -> bool:
    return any(passage_for(key) for key in _chunks(version))


def _by_facts(version: Version) -> bool:
    return version.source.slug in article_facts() or version.source.slug in signals_by_slug()


def _by_list(version: Version) -> bool:
    return version.source.slug in live_titles() or live_sources().filter(id=version.pk).exists()


def _chunks(version: Version) -> list[UUID]:
    return list(Chunk.objects.filter(version=version).values_list("id", flat=True))


WAYS: dict[str, Callable[[Version], bool]] = {
    "retrieve": _by_search, "ranked_sources": _by_ranking, "passage by id": _by_passage,
    "facts for the composer": _by_facts, "the list": _by_list,
}  # fmt: skip


@pytest.mark.parametrize("reason", REASONS)
def test_no_way_leads_to_a_version_that_may_not_be_used(reason: str, tmp_path: Path) -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = REASONS[reason](eli, vera)
        assert [name for name, way in WAYS.items() if way(version)] == []
    html, found = _pages()
    assert version.title not in html
    assert found == []
    assert _by_command(tmp_path) == []


def test_each_way_does_lead_to_a_version_in_use(tmp_path: Path) -> None:
    """So that the test above can fail."""
    with at(ELI) as eli, at(VERA) as vera:
        version = indexed(validated(eli, vera))
        assert [name for name, way in WAYS.items() if not way(version)] == []
    html, found = _pages()
    assert version.title in html
    assert found == [SLUG]
    assert _by_command(tmp_path) == [SLUG]


def _pages() -> tuple[str, list[str]]:
    """What the list shows and what the API answers to a caregiver."""
    browser = make.browser(ANNA)
    html = (
        browser.get("/o/horizon/kennisbank/").content.decode()
        + browser.get("/o/horizon/kennisbank/", {"q": QUESTION}).content.decode()
    )
    answer = browser.get("/o/horizon/api/kennisbank/", {"q": QUESTION}).json()
    return html, [passage["slug"] for passage in answer["passages"]]


def _by_command(tmp: Path) -> list[str]:
    """What the command ranks for Horizon."""
    asked, told = tmp / "asked.jsonl", tmp / "told.jsonl"
    asked.write_text(json.dumps({"id": "1", "question": QUESTION}))
    files = ["--input", str(asked), "--output", str(told)]
    call_command("search_knowledge", *files, "--organisation", "horizon", stdout=StringIO())
    ranked: list[str] = json.loads(told.read_text())["ranked"]
    return ranked


def test_another_organisations_version_is_reached_by_no_way() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = indexed(validated(eli, vera))
        slug, chunks = version.source.slug, _chunks(version)
    assert slug == SLUG
    with at(CHRIS):
        for name, way in WAYS.items():
            if name != "passage by id":
                assert not way(version), name
        assert [key for key in chunks if passage_for(key)] == []
    stranger: Client = make.browser(CHRIS)
    assert stranger.get(f"/o/kompas/kennisbank/{SLUG}/").status_code == 404
    assert stranger.get(f"/o/kompas/kennisbank/passage/{chunks[0]}/").status_code == 404


def test_the_composer_of_an_analysis_cites_no_version_that_was_withdrawn() -> None:
    with at(ANNA) as anna:
        case = make.case(anna)
        make.note(anna, case, text="De jongere zegt binnen niets meer. Er is een weide in de buurt voor een geit.")
    with at(ELI) as eli, at(VERA) as vera:
        version = indexed(validated(eli, vera))
    assert _cited(written(case)) == {SLUG}
    with at(ELI) as eli:
        withdraw_version(eli, version, reason="De geiten zijn ziek.")
    written(case)
    with at(ANNA):
        assert Citation.objects.filter(claim__analysis__in=case.analyses.order_by("-created_at")[:1]).count() == 0


def _cited(analysis: Analysis) -> set[str]:
    with at(ANNA):
        return set(Citation.objects.filter(claim__analysis=analysis).values_list("slug", flat=True))


def test_a_draft_beside_the_version_in_use_changes_nothing_of_what_is_found() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        old = indexed(validated(eli, vera))
        draft_source(eli, article=replace(WRITTEN, title="Iets anders over geiten"), review_by=None, keeper=None)
        new_version(eli, old)
        assert [found.version_id for found in retrieve(QUESTION).passages] == [old.pk]

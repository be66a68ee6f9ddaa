"""A large bank is searched by the best words and the nearest meaning first; what is left out could not have won."""

from functools import cache
from typing import Any
from uuid import UUID

import pytest
from django.db import connection

from knowledge.actions.indexing import Vectors, vectors_of
from knowledge.embedding import EMBEDDED, embed_query
from knowledge.models import Chunk, Situation, Version
from knowledge.queries import shortlist as shortlisting
from knowledge.queries.candidates import vector_parameters
from knowledge.queries.live import EVERYTHING, Filters, live_ones, live_parameters
from knowledge.queries.nearest import BY_INDEX, NEAREST_SQL, nearest_versions
from knowledge.queries.retrieval import ranked_sources, retrieve
from knowledge.queries.shortlist import shortlist
from knowledge.queries.together import answers
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.words import words_of
from knowledge.rules.terms import analysed
from knowledge.starter_set import embeddable_texts
from knowledge.tasks import index_large_banks
from knowledge.vector_indexes import FUNCTION, index_vectors
from organisations.scope import SHARED, NoScope, current_organisation_id, organisation_scope
from tests.knowledge.making import article, publish, withdraw
from tests.make import at
from tests.people import ANNA, CHRIS

pytestmark = pytest.mark.django_db
QUESTION = "Hoe krijg ik een zwijgende jongere met dieren weer aan de praat?"
BUDGET = article(
    slug="budget", title="Een budget opmaken", summary="Samen inkomsten en uitgaven op papier zetten.",
    lists={}, situations=("Hoe betaal ik mijn huur als mijn loon op is?",), lay_terms=("centen",),
    body="## Wat het is\nEen overzicht van wat binnenkomt en wat buitengaat, per maand.",
)  # fmt: skip


@cache
def vectors_for(title: str) -> Vectors:
    """Made once, since each takes a fifth of a second; the slug is no part of a text."""
    return vectors_of(embeddable_texts(BUDGET if title == BUDGET.title else article()), by=EMBEDDED)


def goat(slug: str, **changes: Any) -> Version:
    return publish(article(slug=slug, **changes), vectors=vectors_for(article().title))


def budget() -> Version:
    return publish(BUDGET, vectors=vectors_for(BUDGET.title))


def parameters(filters: Filters = EVERYTHING) -> dict[str, Any]:
    vector = embed_query(QUESTION, by=EMBEDDED)
    return live_parameters(filters) | vector_parameters(vector, model=EMBEDDED.name)


def shortlisted(question: str, *, k: int = 1) -> list[str]:
    terms = analysed(question, vocabulary=vocabulary()).terms
    asked = parameters()
    live = live_ones(asked)
    words = words_of(terms, asked, live=live)
    return sorted(one.slug for one in shortlist(asked, live=live, words=words, k=k))


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every bank counts as a large one, and one candidate each way is enough."""
    monkeypatch.setattr(shortlisting, "FEW", 0)
    monkeypatch.setattr(shortlisting, "EACH_WAY", 1)
    monkeypatch.setattr(shortlisting, "FOR_EACH", 1)


def test_a_small_bank_is_measured_whole() -> None:
    with at(ANNA):
        goat("geit")
        budget()
        assert shortlisted("geit") == ["budget", "geit"]


def test_in_a_large_bank_the_best_by_words_and_the_nearest_by_meaning_are_measured(large: None) -> None:
    with at(ANNA):
        for slug in ("geit-1", "geit-2", "geit-3"):
            goat(slug)
        budget()
        assert "budget" in shortlisted("huur en loon")
        assert len(shortlisted("huur en loon")) == 2
        assert "budget" not in shortlisted("geit")


def test_who_asks_for_more_sources_gets_more_candidates(large: None) -> None:
    with at(ANNA):
        for number in range(5):
            goat(f"geit-{number}")
        assert len(shortlisted("geit", k=5)) == 5
        assert len(ranked_sources("geit", k=5).slugs) == 5


def test_shared_sources_are_candidates_beside_the_own_ones(large: None) -> None:
    with organisation_scope(SHARED):
        goat("gedeelde-geit")
    with at(ANNA):
        goat("eigen-geit")
        assert set(ranked_sources(QUESTION, k=2).slugs) == {"gedeelde-geit", "eigen-geit"}


def test_nearer_versions_that_do_not_live_leave_room_for_those_that_do(large: None) -> None:
    with at(ANNA):
        for number in range(6):
            withdraw(goat(f"oude-geit-{number}"))
        live = budget()
        assert nearest_versions(parameters(), among={live.pk}, of=[current_organisation_id()], most=1) == {live.pk}
        assert ranked_sources(QUESTION).slugs == ("budget",)


def test_a_filter_leaves_room_too(large: None) -> None:
    with at(ANNA):
        for number in range(6):
            goat(f"geit-{number}")
        goat("wet", type="wetgeving")
        found = retrieve(QUESTION, filters=Filters(types=frozenset({"wetgeving"}))).passages
        assert [passage.slug for passage in found] == ["wet"]


def test_looking_for_the_nearest_changes_no_later_plan() -> None:
    with at(ANNA), connection.cursor() as cursor:
        goat("geit")
        nearest_versions(parameters(), among=set(), of=[current_organisation_id()], most=1)
        cursor.execute("select current_setting('enable_sort'), current_setting('enable_nestloop')")
        assert cursor.fetchone() == ("on", "on")


def index_names() -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")  # an index waits for checks that are still open
        cursor.execute("select indexname from pg_indexes where indexname like '%\\_near\\_%'")
        return {name for (name,) in cursor.fetchall()}


def names_for(organisation_id: UUID) -> set[str]:
    return {f"knowledge_{kind}_near_{organisation_id.hex}" for kind in ("chunk", "situation")}


def test_a_large_organisation_gets_indexes_of_its_own_once() -> None:
    with at(CHRIS):
        goat("geit-van-kompas")
    with at(ANNA):
        goat("geit")
        assert index_names() == set()
        assert [index_vectors(large=1), index_vectors(large=1)] == [2, 0]
        assert index_names() == names_for(current_organisation_id())


def test_an_organisation_that_became_small_loses_them() -> None:
    with at(ANNA):
        goat("geit")
        index_names()
        index_vectors(large=1)
        index_vectors(large=1_000)
        assert index_names() == set()


def test_an_organisation_without_passages_left_loses_them_in_the_same_transaction() -> None:
    with at(ANNA):
        goat("geit")
        index_names()
        index_vectors(large=1)
        Chunk.objects.all().delete()
        Situation.objects.all().delete()
        index_names()
        assert index_vectors() == 2
        assert index_names() == set()


def test_the_nightly_round_leaves_small_organisations_as_they_are() -> None:
    with at(ANNA):
        goat("geit")
        index_names()
    assert index_large_banks.run() == 0
    assert index_names() == set()


def test_outside_a_scope_no_index_is_made() -> None:
    with at(ANNA):
        goat("geit")
        index_names()
    with pytest.raises(NoScope):
        index_vectors(large=1)
    with connection.cursor() as cursor:
        cursor.execute(f"select {FUNCTION}(1)")
    assert index_names() == set()


def test_the_index_serves_behind_the_wall_and_finds_what_comparing_all_finds(large: None) -> None:
    with organisation_scope(SHARED):
        goat("gedeelde-geit")
    with at(ANNA):
        for number in range(4):
            goat(f"geit-{number}")
        withdraw(goat("oude-geit"))
        budget()
        exact = ranked_sources(QUESTION, k=10).slugs
        index_names()
        index_vectors(large=1)
        assert "_near_" in "".join(plan())
        assert ranked_sources(QUESTION, k=10).slugs == exact
        assert "oude-geit" not in exact
        assert len(exact) == 6


def plan() -> list[str]:
    """How PostgreSQL looks for the nearest passages of the organisation in scope."""
    given = parameters() | {"organisation_0": current_organisation_id(), "most": 5}
    (lines,) = answers(["explain " + NEAREST_SQL.format(table="knowledge_chunk", place=0)], given, **BY_INDEX)
    return [line for (line,) in lines]

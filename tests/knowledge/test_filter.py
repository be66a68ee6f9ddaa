"""What may not be used can never be found or cited: each way tried."""

from collections.abc import Callable
from typing import Any

import pytest

from knowledge.actions.sources import Approval
from knowledge.models import Chunk, Version
from knowledge.queries import shortlist
from knowledge.queries.articles import article_facts, signals_by_slug
from knowledge.queries.live import EVERYTHING, Filters
from knowledge.queries.passages import passage_for, state_of
from knowledge.queries.retrieval import ranked_sources, retrieve
from organisations.scope import SHARED, NoScope, organisation_scope
from tests.knowledge.making import ARTICLE, DRAFT, article, days, publish, withdraw
from tests.make import at, organisation
from tests.people import ANNA, CHRIS

pytestmark = pytest.mark.django_db
QUESTION = "wandelen met een geit"


@pytest.fixture(autouse=True, params=[shortlist.FEW, 0], ids=["few", "many"])
def bank(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A bank that is measured whole, and one in which the likeliest are picked first: what is hidden is so in both."""
    monkeypatch.setattr(shortlist, "FEW", request.param)


def found(filters: Filters = EVERYTHING) -> list[str]:
    return [passage.slug for passage in retrieve(QUESTION, filters=filters).passages]


def assert_hidden(version: Version) -> None:
    """Neither found, nor ranked, nor cited, nor told as facts."""
    assert found() == []
    assert ranked_sources(QUESTION).slugs == ()
    assert article_facts() == {}
    assert signals_by_slug() == {}
    for chunk in Chunk.objects.filter(version=version):
        assert passage_for(chunk.pk) is None


def test_a_validated_version_is_found_cited_and_told() -> None:
    with at(ANNA):
        version = publish()
        assert found() == ["geitenwandeling"]
        assert state_of(version) == "live"
        chunk = Chunk.objects.get(version=version, kind="summary")
        passage = passage_for(chunk.pk)
        assert passage is not None
        assert (passage.version_number, passage.validated_by) == (1, "Vera")


@pytest.mark.parametrize(
    ("state", "written"),
    [
        ("expired", article(valid_until=days(-1))),
        ("future", article(valid_from=days(1))),
    ],
)
def test_outside_its_dates_a_version_is_hidden(state: str, written: Any) -> None:
    with at(ANNA):
        version = publish(written)
        assert_hidden(version)
        assert state_of(version) == state


def test_on_its_first_and_last_day_a_version_is_found() -> None:
    with at(ANNA):
        publish(article(valid_from=days(0), valid_until=days(0)))
        assert found() == ["geitenwandeling"]


def test_a_draft_is_hidden() -> None:
    with at(ANNA):
        assert_hidden(publish(approval=DRAFT))


def test_a_version_in_review_is_hidden() -> None:
    with at(ANNA):
        version = publish(approval=DRAFT)
        version.status = "in_review"
        version.save()
        assert_hidden(version)


def test_a_withdrawn_version_is_hidden() -> None:
    with at(ANNA):
        version = publish()
        withdraw(version)
        assert_hidden(version)


def test_a_new_version_takes_the_place_of_the_old_on_its_first_day() -> None:
    with at(ANNA):
        old = publish()
        publish(article(title="Geiten, herzien", valid_from=days(3)), after=old)
        assert [p.title for p in retrieve(QUESTION).passages] == [ARTICLE.title]
        later = retrieve(QUESTION, filters=Filters(on_date=days(3)))
        assert [p.title for p in later.passages] == ["Geiten, herzien"]


def test_the_old_version_does_not_come_back_when_the_new_one_is_withdrawn_or_expires() -> None:
    with at(ANNA):
        old = publish()
        new = publish(article(valid_from=days(-5), valid_until=days(-1)), after=old)
        assert_hidden(old)
        withdraw(new)
        assert_hidden(old)
        assert state_of(old) == "superseded"


def test_a_draft_takes_no_place() -> None:
    with at(ANNA):
        publish(approval=Approval(author="Eli"), after=publish())
        assert found() == ["geitenwandeling"]


def test_a_question_can_be_asked_for_a_day_in_the_past() -> None:
    with at(ANNA):
        publish(article(valid_from=days(-20), valid_until=days(-10)))
        assert found(Filters(on_date=days(-15))) == ["geitenwandeling"]
        assert found(Filters(on_date=days(-21))) == []
        assert found(Filters(on_date=days(-9))) == []


def test_another_organisation_finds_and_cites_nothing_of_it() -> None:
    with at(ANNA):
        chunks = list(Chunk.objects.filter(version=publish()))
    with at(CHRIS):
        assert found() == []
        assert article_facts() == {}
        assert Version.objects.count() == 0
        assert all(passage_for(chunk.pk) is None for chunk in chunks)


def test_shared_knowledge_is_found_everywhere_and_named_as_it_is() -> None:
    with organisation_scope(SHARED):
        publish()
    for person in (ANNA, CHRIS):
        with at(person):
            assert found() == ["geitenwandeling"]


def test_another_organisations_words_do_not_enter_the_vocabulary() -> None:
    from knowledge.queries.vocabulary import vocabulary

    with at(ANNA):
        publish()
        assert "geitenwandeling" in vocabulary().words
    with at(CHRIS):
        assert "geitenwandeling" not in vocabulary().words


def test_the_own_source_comes_before_a_shared_one_with_the_same_slug() -> None:
    with organisation_scope(SHARED):
        publish()
    with at(ANNA):
        publish(article(title="Onze geiten"))
        assert article_facts(["geitenwandeling"])["geitenwandeling"].title == "Onze geiten"
        assert len(found()) == 1


def test_outside_a_scope_nothing_can_be_asked() -> None:
    for ask in (lambda: retrieve(QUESTION), lambda: ranked_sources(QUESTION), article_facts):
        with pytest.raises(NoScope):
            _call(ask)


def _call(ask: Callable[[], Any]) -> None:
    ask()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(types=frozenset({"methodiek"})), True),
        (Filters(types=frozenset({"wetgeving"})), False),
        (Filters(perspectives=frozenset({"kracht", "trauma"})), True),
        (Filters(perspectives=frozenset({"trauma"})), False),
        (Filters(jurisdictions=frozenset({"algemeen"})), True),
        (Filters(jurisdictions=frozenset({"vlaams"})), False),
        (Filters(age=6), True),
        (Filters(age=18), True),
        (Filters(age=5), False),
        (Filters(age=19), False),
    ],
)
def test_each_filter_limits_before_ranking(filters: Filters, expected: bool) -> None:
    with at(ANNA):
        publish()
        publish(
            article(
                slug="andere-bron", type="kader", perspective="systeem", jurisdiction="federaal", age_min=30, age_max=40
            )
        )
        assert ("geitenwandeling" in found(filters)) is expected
        assert "andere-bron" not in found(filters)


def test_the_database_itself_hides_rows_from_a_query_that_forgets_the_organisation() -> None:
    from django.db import connection

    with at(ANNA):
        publish()
    with organisation_scope(organisation("kompas").id), connection.cursor() as cursor:
        for table in ("source", "version", "chunk", "situation", "posting", "versionindex"):
            cursor.execute(f"select count(*) from knowledge_{table}")
            assert cursor.fetchone() == (0,)

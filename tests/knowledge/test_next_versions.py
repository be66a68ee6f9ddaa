"""A version in use stays as it is: it is reread, withdrawn or followed by the next, which takes over on its day."""

from dataclasses import replace

import pytest

from knowledge.actions.lifecycle import (
    StepRefused,
    discard_draft,
    edit_draft,
    index_again,
    new_version,
    renew_version,
    submit_for_review,
    validate_version,
    withdraw_version,
)
from knowledge.models import Chunk, Indexing, Source, Version, VersionIndex
from knowledge.queries.retrieval import retrieve
from knowledge.queries.written import article_of
from organisations.models import RunState
from tests.knowledge.living import WRITTEN, drafted, indexed, validated
from tests.knowledge.making import article, days
from tests.make import at
from tests.people import ELI, VERA

pytestmark = pytest.mark.django_db
QUESTION = "wandelen met een geit"


def test_a_new_version_takes_over_on_its_own_day_and_only_once_it_is_indexed() -> None:
    from knowledge.queries.live import Filters

    def titles(on: int) -> list[str]:
        return [found.title for found in retrieve(QUESTION, filters=Filters(on_date=days(on))).passages]

    with at(ELI) as eli, at(VERA) as vera:
        old = indexed(validated(eli, vera))
        new = new_version(eli, old)
        changed = replace(article_of(new), title="Geiten, herzien", valid_from=days(5), valid_until=days(200))
        edit_draft(eli, new, article=changed, review_by=None, keeper=None, revision=0)
        assert (titles(0), titles(6)) == ([old.title], [old.title])
        submit_for_review(eli, new)
        validate_version(vera, new, revision=1, people_checked=True)
        assert (titles(4), titles(5)) == ([old.title], [old.title])
        indexed(new)
        assert (titles(4), titles(5), titles(200), titles(201)) == (
            [old.title],
            ["Geiten, herzien"],
            ["Geiten, herzien"],
            [],
        )


def test_the_text_of_a_version_in_use_stays_as_it_was_when_a_new_one_is_written() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        old = validated(eli, vera)
        new = new_version(eli, old)
        edit_draft(
            eli, new, article=article(title="Anders", body="## Nieuw\nAlles."), review_by=None, keeper=None, revision=0
        )
        old.refresh_from_db()
        assert (old.title, article_of(old).body) == (WRITTEN.title, WRITTEN.body)
        assert (new.number, new.supersedes_id, new.valid_until, new.review_by) == (2, old.pk, None, None)


def test_two_new_versions_are_not_written_at_once() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        old = validated(eli, vera)
        new_version(eli, old)
        with pytest.raises(StepRefused, match="Er wordt al"):
            new_version(vera, old)


def test_rereading_extends_and_says_who_did() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = validated(eli, vera)
        renew_version(vera, version, valid_until=days(400), review_by=days(300))
        version.refresh_from_db()
        assert (version.valid_until, version.review_by, version.reread_by_name) == (days(400), days(300), "Vera")
        with pytest.raises(StepRefused, match="al voorbij"):
            renew_version(vera, version, valid_until=days(-1), review_by=None)
        with pytest.raises(StepRefused, match="Alleen een validator"):
            renew_version(eli, version, valid_until=days(500), review_by=None)


def test_a_withdrawn_version_says_why_and_is_found_nowhere() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = indexed(validated(eli, vera))
        withdraw_version(eli, version, reason="De geiten zijn ziek.")
        version.refresh_from_db()
        assert (version.withdrawn_reason, version.withdrawn_by_name) == ("De geiten zijn ziek.", "Eli")
        assert retrieve(QUESTION).passages == ()


def test_withdrawing_a_new_version_that_was_never_indexed_does_not_leave_the_old_text_in_use() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        old = indexed(validated(eli, vera))
        new = new_version(eli, old)
        edit_draft(eli, new, article=WRITTEN, review_by=None, keeper=None, revision=0)
        submit_for_review(eli, new)
        validate_version(vera, new, revision=1, people_checked=True)
        withdraw_version(vera, new, reason="Klopt niet.")
        assert retrieve(QUESTION).passages == ()


def test_a_first_draft_that_is_thrown_away_takes_its_source_along() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        discard_draft(eli, drafted(eli))
        assert Source.objects.count() == 0
        kept = validated(eli, vera)
        discard_draft(eli, new_version(eli, kept))
        assert Version.objects.get().pk == kept.pk


def test_titles_that_are_alike_and_words_of_addresses_get_a_slug_of_their_own() -> None:
    with at(ELI) as eli:
        slugs = [
            drafted(eli, title=title).source.slug for title in ("Nieuw", "Nieuw", "?!", "Crisis: 112", "Crisis 112")
        ]
    assert slugs == ["nieuw-2", "nieuw-3", "bron", "crisis-112", "crisis-112-2"]


def test_validating_asks_for_one_indexing_and_asking_again_gives_the_same() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = validated(eli, vera)
        index_again(eli, version)
        assert Indexing.objects.get().state == RunState.QUEUED
        indexed(version)
        assert Indexing.objects.get().state == RunState.DONE
        with pytest.raises(StepRefused, match="al vindbaar"):
            index_again(eli, version)


def test_a_version_that_was_withdrawn_before_it_was_indexed_is_not_indexed_any_more() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = validated(eli, vera)
        withdraw_version(vera, version, reason="Klopt niet.")
        indexed(version)
        assert Indexing.objects.get().problem.startswith("De versie is intussen ingetrokken")
        assert not VersionIndex.objects.exists()
        assert not Chunk.objects.exists()

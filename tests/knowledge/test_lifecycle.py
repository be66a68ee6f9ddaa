"""A source is drafted, sent in, validated by somebody else, reread, withdrawn and written anew."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from knowledge.actions.lifecycle import (
    StepRefused,
    discard_draft,
    draft_source,
    edit_draft,
    index_again,
    new_version,
    renew_version,
    send_back,
    submit_for_review,
    validate_version,
    withdraw_version,
)
from knowledge.models import Chunk, Indexing, Source, Status, Version, VersionIndex
from knowledge.queries.passages import state_of
from knowledge.queries.retrieval import retrieve
from knowledge.queries.written import article_of, pointing_at_people
from knowledge.rules.article import Article
from organisations.models import Membership, RunState, TrailEntry
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.living import WRITTEN, drafted, in_review, indexed, validated
from tests.knowledge.making import article, days, publish
from tests.make import at
from tests.people import ANNA, CHRIS, ELI, VERA

pytestmark = pytest.mark.django_db
QUESTION = "wandelen met een geit"


def events(version: Version) -> list[str]:
    rows = TrailEntry.objects.filter(object_pk=str(version.pk), event__startswith="version.").order_by("timestamp")
    return [row.event for row in rows if row.event != "version.changed"]


def test_a_source_goes_from_draft_to_found() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = drafted(eli)
        assert (version.status, version.number, version.source.slug) == (
            Status.DRAFT,
            1,
            "geitenwandelingen-met-jongeren",
        )
        submit_for_review(eli, version)
        validate_version(vera, version, revision=0, people_checked=True)
        version.refresh_from_db()
        assert (version.status, version.validator_name, version.valid_from) == ("validated", "Vera", days(0))
        assert state_of(version) == "unindexed"
        assert retrieve(QUESTION).passages == ()
        indexed(version)
        assert state_of(version) == "live"
        assert [found.slug for found in retrieve(QUESTION).passages] == ["geitenwandelingen-met-jongeren"]
        assert events(version) == ["version.created", "version.submitted", "version.validated"]


def test_who_wrote_in_it_may_not_validate_it_also_when_another_wrote_last() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = drafted(vera)
        version = edit_draft(eli, version, article=WRITTEN, review_by=None, keeper=None, revision=0)
        submit_for_review(eli, version)
        with pytest.raises(StepRefused, match="Je schreef mee"):
            validate_version(vera, version, revision=1, people_checked=True)


def test_the_database_itself_refuses_a_validator_who_wrote() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = validated(eli, vera)
        version.written_by = [eli.pk, vera.pk]
        with pytest.raises(IntegrityError), transaction.atomic():
            version.save()


def test_a_caregiver_can_do_nothing_and_an_editor_cannot_validate() -> None:
    with at(ELI) as eli, at(ANNA) as anna:
        version = in_review(eli)
        with pytest.raises(StepRefused, match="Alleen een validator"):
            validate_version(eli, version, revision=0)
        with pytest.raises(StepRefused, match="Alleen een kennisredacteur of een validator"):
            send_back(anna, version, remark="Nee")


def test_nobody_changes_what_another_organisation_or_the_shared_one_wrote() -> None:
    with organisation_scope(SHARED):
        shared = publish()
    with at(VERA) as vera, pytest.raises(StepRefused, match="andere organisatie"):
        withdraw_version(vera, shared, reason="Klopt niet")
    with at(ELI) as eli:
        own = drafted(eli)
    with at(CHRIS) as chris, pytest.raises(Version.DoesNotExist):
        submit_for_review(chris, own)


STEPS: dict[str, Callable[[Membership, Version], object]] = {
    "edit": lambda by, v: edit_draft(by, v, article=WRITTEN, review_by=None, keeper=None, revision=0),
    "submit": submit_for_review,
    "discard": discard_draft,
    "send_back": lambda by, v: send_back(by, v, remark="Leg dit uit."),
    "validate": lambda by, v: validate_version(by, v, revision=v.revision, people_checked=True),
    "renew": lambda by, v: renew_version(by, v, valid_until=days(300), review_by=None),
    "withdraw": lambda by, v: withdraw_version(by, v, reason="Klopt niet meer."),
    "new_version": new_version,
    "index": index_again,
}
OPEN_TO = {
    Status.DRAFT: {"edit", "submit", "discard"},
    Status.IN_REVIEW: {"send_back", "validate"},
    Status.VALIDATED: {"renew", "withdraw", "new_version", "index"},
    Status.WITHDRAWN: {"new_version"},
}


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("status", OPEN_TO)
def test_each_step_is_open_from_its_own_states_only(status: Status, step: str) -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = in_review(eli) if status == Status.IN_REVIEW else drafted(eli)
        if status in (Status.VALIDATED, Status.WITHDRAWN):
            submit_for_review(eli, version)
            validate_version(vera, version, revision=0, people_checked=True)
        if status == Status.WITHDRAWN:
            withdraw_version(vera, version, reason="Klopt niet.")
        version = Version.objects.get(id=version.pk)
        if step in OPEN_TO[status]:
            STEPS[step](vera, version)
        else:
            with pytest.raises(StepRefused), transaction.atomic():
                STEPS[step](vera, version)
            version.refresh_from_db()
            assert version.status == status


@pytest.mark.parametrize(
    ("lacking", "sentence"),
    [
        (replace(WRITTEN, summary=""), "samenvatting ontbreekt"),
        (replace(WRITTEN, summary="a" * 401), "401 tekens"),
        (replace(WRITTEN, body="Zonder titels."), "geen tussentitels"),
        (replace(WRITTEN, body="Vooraf.\n\n" + WRITTEN.body), "Voor de eerste tussentitel"),
        (replace(WRITTEN, body=WRITTEN.body + "\n\n## Leeg\n"), "nog geen tekst"),
        (replace(WRITTEN, sources=()), "minstens één bron"),
        (replace(WRITTEN, situations=()), "vraag of situatie"),
        (replace(WRITTEN, lists={}), "Wanneer past dit"),
        (replace(WRITTEN, type="veiligheid"), "Wat je nu doet"),
        (replace(WRITTEN, age_min=20), "hoger dan de hoogste"),
        (replace(WRITTEN, valid_until=days(-1)), "al voorbij"),
        (replace(WRITTEN, valid_until=None), "tot wanneer de bron geldt"),
    ],
)
def test_what_lacks_is_said_before_anybody_reads_it(lacking: Article, sentence: str) -> None:
    with at(ELI) as eli:
        version = draft_source(eli, article=lacking, review_by=None, keeper=None)
        with pytest.raises(StepRefused, match=sentence):
            submit_for_review(eli, version)
        assert Version.objects.get(id=version.pk).status == Status.DRAFT


def test_a_text_that_somebody_changed_meanwhile_is_not_written_over_and_not_validated_unread() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = drafted(eli)
        edit_draft(eli, version, article=replace(WRITTEN, title="Anders"), review_by=None, keeper=None, revision=0)
        with pytest.raises(StepRefused, match="andere tekst"):
            edit_draft(vera, version, article=WRITTEN, review_by=None, keeper=None, revision=0)
        submit_for_review(eli, version)
        with pytest.raises(StepRefused, match="Lees hem opnieuw"):
            validate_version(vera, version, revision=0, people_checked=True)


def test_a_remark_goes_with_what_is_sent_back_and_is_gone_when_it_is_sent_in_again() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = in_review(eli)
        send_back(vera, version, remark="Noem de allergie eerst.")
        version.refresh_from_db()
        assert (version.status, version.remark) == ("draft", "Noem de allergie eerst.")
        submit_for_review(eli, version)
        version.refresh_from_db()
        assert version.remark == ""


def test_a_name_in_the_text_has_to_be_looked_at_before_it_is_validated() -> None:
    named = replace(WRITTEN, body=WRITTEN.body + "\nZo hielp het Lotte Vermassen uit Lokeren.")
    assert [found.words for found in pointing_at_people(named)] == ["Lotte Vermassen"]
    with at(ELI) as eli, at(VERA) as vera:
        version = draft_source(eli, article=named, review_by=None, keeper=None)
        submit_for_review(eli, version)
        with pytest.raises(StepRefused, match="op een persoon kan wijzen"):
            validate_version(vera, version, revision=0)
        validate_version(vera, version, revision=0, people_checked=True)


def test_the_works_it_leans_on_may_name_their_authors() -> None:
    assert pointing_at_people(replace(WRITTEN, body="## Wat\nEen geit loopt.")) == ()


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


def test_who_moved_a_version_and_when_stands_on_it() -> None:
    with at(ELI) as eli:
        before = timezone.now()
        version = in_review(eli)
        version.refresh_from_db()
        assert version.moved_at is not None
        assert version.moved_at >= before

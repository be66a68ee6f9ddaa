"""A source is drafted, sent in, sent back, and validated by somebody else who looked at the names in it."""

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
from knowledge.models import Status, Version
from knowledge.queries.passages import state_of
from knowledge.queries.retrieval import retrieve
from knowledge.queries.written import pointing_at_people
from knowledge.rules.article import Article
from organisations.models import Membership, TrailEntry
from organisations.scope import SHARED, organisation_scope
from tests.knowledge.living import WRITTEN, drafted, in_review, indexed, validated
from tests.knowledge.making import days, publish
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


def test_what_stands_around_a_name_begins_and_ends_on_whole_words() -> None:
    before, after = "Op woensdag wandelt de groep een uur met ", " langs de vijver tot voorbij het oude kasteel."
    body = f"## Wat het is\n{before}Bilal Yildirim{after}"
    with_name, at_the_start = pointing_at_people(replace(WRITTEN, body=body)), "Bilal Yildirim wandelt."
    (one,) = [found for found in with_name if "Yildirim" in found.words]
    assert one.before.startswith("…")
    assert f" {one.before[1:]}" in f" {before}"
    assert one.after.endswith("…")
    assert f"{one.after[:-1]} " in after
    (one,) = pointing_at_people(replace(WRITTEN, summary=at_the_start, body=""))
    assert (one.before, one.after) == ("", " wandelt.")


def test_the_works_it_leans_on_may_name_their_authors() -> None:
    assert pointing_at_people(replace(WRITTEN, body="## Wat\nEen geit loopt.")) == ()


def test_who_moved_a_version_and_when_stands_on_it() -> None:
    with at(ELI) as eli:
        before = timezone.now()
        version = in_review(eli)
        version.refresh_from_db()
        assert version.moved_at is not None
        assert version.moved_at >= before

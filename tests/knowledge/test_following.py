"""News, reminders, overviews and recalls: each told once, to who it concerns, without a word about a client."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from knowledge.actions.following import follow, reader_of, send_digests, visit
from knowledge.actions.lifecycle import new_version, withdraw_version
from knowledge.actions.recalls import recall_withdrawn
from knowledge.actions.reminders import remind
from knowledge.models import Digest, KnowledgeMail, Recall, Reminder, Version
from knowledge.queries.news import changes_between
from knowledge.queries.recalls import recalls_for, withdrawn_passages
from knowledge.queries.room import expiring_sources
from knowledge.tasks import send_mail
from organisations.models import RunState
from organisations.scope import SHARED, organisation_scope
from tests import make
from tests.knowledge.living import indexed, validated
from tests.knowledge.making import article, days, publish, withdraw
from tests.make import at
from tests.people import ANNA, BRAM, CHRIS, ELI, FAY, HANNE, VERA

pytestmark = pytest.mark.django_db
NOW = timezone.now()
BEFORE = NOW - datetime.timedelta(days=1)
LATER = NOW + datetime.timedelta(hours=1)


def post() -> list[mail.EmailMessage]:
    """Everything that waits is sent, as the worker does."""
    for row in KnowledgeMail.objects.filter(state=RunState.QUEUED):
        send_mail.run(str(row.organisation_id), str(row.pk))
    return mail.outbox


def kinds(since: datetime.datetime, until: datetime.datetime, *topics: str) -> list[str]:
    return [change.kind for change in changes_between(since, until, topics=topics)]


def test_news_tells_what_is_new_renewed_withdrawn_and_expired_on_the_day_that_it_happened() -> None:
    with at(ANNA):
        first = publish(article(valid_from=days(0), valid_until=days(10)))
        assert kinds(BEFORE, LATER) == ["new"]
        second = publish(article(valid_from=days(5), valid_until=days(20)), after=first)
        assert kinds(BEFORE, LATER) == ["new"]
        assert kinds(LATER, NOW + datetime.timedelta(days=6)) == ["version"]
        assert kinds(LATER, NOW + datetime.timedelta(days=15)) == ["version"]
        assert kinds(LATER, NOW + datetime.timedelta(days=22)) == ["expired", "version"]
        withdraw(second)
        assert kinds(BEFORE, LATER) == ["withdrawn", "new"]


def test_a_draft_and_a_version_that_is_not_indexed_are_no_news() -> None:
    with at(ELI) as eli, at(VERA) as vera:
        version = validated(eli, vera)
        assert kinds(BEFORE, LATER) == []
        indexed(version)
        new_version(eli, version)
        assert kinds(BEFORE, LATER) == ["new"]


def test_news_is_of_the_topics_that_one_follows() -> None:
    with at(ANNA):
        publish()
        assert kinds(BEFORE, LATER, "type:wetgeving") == []
        assert kinds(BEFORE, LATER, "type:wetgeving", "perspective:kracht") == ["new"]


def test_another_organisations_news_stays_there_and_shared_news_is_for_all() -> None:
    with organisation_scope(SHARED):
        publish()
    with at(ANNA):
        publish(article(slug="eigen"))
        assert len(kinds(BEFORE, LATER)) == 2
    with at(CHRIS):
        assert kinds(BEFORE, LATER) == ["new"]


def test_a_visit_shows_the_same_news_when_the_page_is_opened_again_and_newer_news_the_next_day() -> None:
    with at(ANNA) as anna:
        joined = anna.joined_at
        assert visit(reader_of(anna), now=NOW) == joined
        assert visit(reader_of(anna), now=NOW + datetime.timedelta(hours=2)) == joined
        assert visit(reader_of(anna), now=NOW + datetime.timedelta(hours=20)) == NOW


def test_reminders_go_at_sixty_thirty_and_seven_days_and_each_once() -> None:
    with at(ELI):
        publish(article(valid_from=days(-300), valid_until=days(100)))
        sent = [offset for offset in range(102) if remind(today=days(offset))]
        assert sent == [40, 70, 93]
        assert remind(today=days(93)) == 0
        assert list(Reminder.objects.order_by("-days").values_list("days", flat=True)) == [60, 30, 7]


def test_a_reminder_that_was_missed_goes_on_the_next_day_that_there_is() -> None:
    with at(ELI):
        publish(article(valid_from=days(-300), valid_until=days(100)))
        assert remind(today=days(45)) == 1
        assert Reminder.objects.get().days == 60


def test_rereading_before_the_end_is_reminded_of_too_and_the_end_again_later() -> None:
    with at(ELI):
        version = publish(article(valid_from=days(-300), valid_until=days(200)))
        version.review_by = days(100)
        version.save()
        assert [offset for offset in range(202) if remind(today=days(offset))] == [40, 70, 93, 140, 170, 193]


def test_the_keeper_is_reminded_and_every_editor_and_validator_in_the_last_week() -> None:
    make.cast()
    with at(VERA) as vera:
        version = publish(article(valid_from=days(-300), valid_until=days(100)))
        version.source.keeper = vera
        version.source.save()
        remind(today=days(45))
        assert [letter.to for letter in post()] == [[VERA.email]]
        remind(today=days(95))
        assert {address for letter in post()[1:] for address in letter.to} == {VERA.email, ELI.email}
        assert "Geitenwandelingen met jongeren geldt nog tot en met" in mail.outbox[0].body


def test_without_a_keeper_who_may_extend_it_is_told_from_the_first_reminder_on() -> None:
    make.cast()
    with at(ELI):
        publish(article(valid_from=days(-300), valid_until=days(100)))
        remind(today=days(45))
        assert {address for letter in post() for address in letter.to} == {ELI.email, VERA.email}


def test_several_sources_make_one_mail_a_person() -> None:
    make.cast()
    with at(ELI):
        for slug in ("een", "twee", "drie"):
            publish(article(slug=slug, valid_from=days(-9), valid_until=days(50)))
        assert remind(today=days(0)) == 3
        letters = post()
        assert sorted(letter.to for letter in letters) == [[ELI.email], [VERA.email]]
        assert {letter.subject for letter in letters} == {"3 bronnen vragen dat je ze herleest"}


@pytest.mark.parametrize(("starts", "told"), [(15, 0), (21, 0), (22, 1)])
def test_a_version_whose_successor_waits_reminds_nobody_unless_days_lie_between(starts: int, told: int) -> None:
    with at(ELI):
        old = publish(article(valid_until=days(20)))
        publish(article(valid_from=days(starts), valid_until=days(400)), after=old)
        assert len(expiring_sources()) == told
        assert remind(today=days(0)) == told


def test_a_withdrawn_a_superseded_and_a_shared_version_remind_nobody_here() -> None:
    make.cast()
    with organisation_scope(SHARED):
        publish(article(slug="gedeeld", valid_until=days(20)))
    with at(ELI):
        old = publish(article(valid_until=days(20)))
        withdraw(publish(article(valid_until=days(400)), after=old))
        assert remind(today=days(0)) == 0


def test_an_overview_is_off_until_it_is_asked_for_and_then_tells_only_what_changed_since() -> None:
    with at(ANNA) as anna:
        publish(article(slug="oud", title="Oude geiten"))
        reader = reader_of(anna)
        assert send_digests(now=LATER) == 0
        follow(reader, topics=[], digest=Digest.DAILY, recall_mail=True)
        publish(article(slug="nieuw", title="Nieuwe geiten"))
        assert send_digests(now=NOW + datetime.timedelta(hours=2)) == 0
        assert send_digests(now=NOW + datetime.timedelta(hours=25)) == 1
        assert send_digests(now=NOW + datetime.timedelta(hours=26)) == 0
        (letter,) = post()
        assert "Nieuwe geiten: nieuw" in letter.body
        assert "Oude geiten" not in letter.body


def test_a_weekly_overview_waits_a_week_and_an_empty_one_is_not_sent() -> None:
    with at(ANNA) as anna:
        follow(reader_of(anna), topics=[], digest=Digest.WEEKLY, recall_mail=True)
        publish()
        assert send_digests(now=NOW + datetime.timedelta(days=5)) == 0
        assert send_digests(now=NOW + datetime.timedelta(days=7)) == 1
        assert send_digests(now=NOW + datetime.timedelta(days=14)) == 0


def test_the_link_in_a_mail_stops_the_mails_without_a_login_and_only_hers() -> None:
    with at(ANNA) as anna, at(BRAM) as bram:
        for member in (anna, bram):
            follow(reader_of(member), topics=[], digest=Digest.DAILY, recall_mail=True)
        publish()
        send_digests(now=NOW + datetime.timedelta(hours=25))
        body = next(str(letter.body) for letter in post() if letter.to == [ANNA.email])
    path = next(line for line in body.splitlines() if "/afmelden/" in line).split("8000")[-1]
    from django.test import Client

    browser = Client()
    assert "Mails stoppen" in browser.get(path).content.decode()
    with at(ANNA) as anna:
        assert reader_of(anna).digest == Digest.DAILY
    assert "niet meer" in browser.post(path).content.decode()
    with at(ANNA) as anna, at(BRAM) as bram:
        assert (reader_of(anna).digest, reader_of(bram).digest) == (Digest.NEVER, Digest.DAILY)
    assert browser.post(path[:-6] + "xxxxx/").status_code == 404


def test_who_is_no_longer_a_member_gets_no_mail() -> None:
    with at(ANNA) as anna:
        follow(reader_of(anna), topics=[], digest=Digest.DAILY, recall_mail=True)
        publish()
        send_digests(now=NOW + datetime.timedelta(hours=25))
        anna.active = False
        anna.save()
        assert post() == []
        assert KnowledgeMail.objects.get().state == RunState.FAILED


@pytest.mark.parametrize("shared", [False, True])
def test_a_withdrawn_source_is_called_back_from_every_analysis_that_cites_it_once(shared: bool) -> None:
    make.cast()
    with at(ANNA) as anna:
        case = make.case(anna)
        if not shared:
            version = publish()
    if shared:
        with organisation_scope(SHARED):
            version = publish()
    with at(ANNA) as anna:
        analysis = make.analysis(anna, case, citing=version)
        assert recall_withdrawn(now=LATER) == 0
        assert withdrawn_passages() == {}
    with organisation_scope(SHARED if shared else make.organisation("horizon").id):
        withdraw(Version.objects.get(id=version.pk))
    with at(ANNA) as anna:
        assert recall_withdrawn(now=LATER) == 1
        assert recall_withdrawn(now=LATER) == 0
        (told,) = recalls_for(anna, organisation="horizon")
        assert (told.word, told.recall.subject_id) == ("analyse", analysis.pk)
        (letter,) = post()
        assert letter.to == [ANNA.email]
        for secret in ("Rustige", "Lotte", "Ilse", "Lokeren"):
            assert secret not in f"{letter.body} {letter.subject}"
    with at(CHRIS):
        assert recall_withdrawn(now=LATER) == 0


def test_an_analysis_that_cites_the_version_before_is_called_back_and_one_of_a_later_version_is_not() -> None:
    with at(ANNA) as anna:
        case = make.case(anna)
        first = publish()
        second = publish(article(valid_from=days(-1)), after=first)
        third = publish(article(valid_from=days(0)), after=second)
        older = make.analysis(anna, case, citing=first)
        make.analysis(anna, case, citing=third)
        withdraw(second)
        recall_withdrawn(now=LATER)
        assert Recall.objects.get().subject_id == older.pk


def test_the_analysis_says_at_its_chips_that_a_source_was_withdrawn_and_vandaag_until_she_saw_it() -> None:
    with at(ANNA) as anna:
        case = make.case(anna)
        version = publish()
        analysis = make.analysis(anna, case, citing=version)
    browser = make.browser(ANNA)
    address = make.url("analysis", analysis_id=analysis.pk)
    assert "ingetrokken" not in browser.get(address).content.decode()
    with at(ELI) as eli:
        withdraw_version(eli, Version.objects.get(id=version.pk), reason="De geiten zijn ziek.")
        recall_withdrawn(now=LATER)
        recall = Recall.objects.get()
    assert "ingetrokken: De geiten zijn ziek." in browser.get(address).content.decode()
    today = make.url("today")
    assert "Een bron in je analyse is ingetrokken" in browser.get(today).content.decode()
    assert make.browser(HANNE).post(make.url("recall_seen", recall_id=recall.pk)).status_code == 404
    browser.post(make.url("recall_seen", recall_id=recall.pk))
    assert "Een bron in je analyse is ingetrokken" not in browser.get(today).content.decode()


def test_who_wants_no_recall_mail_still_sees_it_at_vandaag() -> None:
    with at(ANNA) as anna:
        follow(reader_of(anna), topics=[], digest=Digest.NEVER, recall_mail=False)
        case, version = make.case(anna), publish()
        make.analysis(anna, case, citing=version)
        withdraw(version)
        assert recall_withdrawn(now=LATER) == 1
        assert post() == []
        assert len(recalls_for(anna, organisation="horizon")) == 1


def test_the_page_of_news_shows_what_is_followed_and_keeps_the_choice() -> None:
    with at(FAY):
        pass
    with at(ANNA):
        publish()
    browser = make.browser(ANNA)
    assert "Geitenwandelingen met jongeren" in browser.get(make.url("news"), {"dagen": "7"}).content.decode()
    browser.post(make.url("news_follow"), {"types": ["type:wetgeving"], "digest": "weekly"})
    html = browser.get(make.url("news"), {"dagen": "7"}).content.decode()
    assert "Geitenwandelingen met jongeren" not in html
    assert (
        "Geitenwandelingen met jongeren" in browser.get(make.url("news"), {"dagen": "7", "alles": "1"}).content.decode()
    )
    with at(ANNA) as anna:
        assert (reader_of(anna).digest, reader_of(anna).recall_mail) == ("weekly", False)

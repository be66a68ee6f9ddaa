"""New keys for the same data: all stays readable, the old keys open nothing and are gone, and others notice nothing."""

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from cases.models import Case, NameIndex, SharedWord, Vault
from cases.renewal import renew_keys
from cases.rereading.reading import Reading, read_case
from cases.vault import Secrets, cases_with_name, contents, keep_secrets, locked_vault, read_vault
from cases.words import share_words, shared_among
from organisations.keys import KeyRefused, OpenedKey, current_key, new_key, opened
from organisations.keys.renewal import begin_renewal, rewrap
from organisations.models import OrganisationKey, Reach, TrailEntry
from organisations.scope import current_organisation_id, organisation_scope
from tests import make
from tests.people import ANNA, CHRIS

each_reach = pytest.mark.parametrize("reach", list(Reach))


def _renew(reach: Reach) -> int:
    return renew_keys(current_organisation_id(), reach=reach, before=timezone.now())


def _row(case: Case) -> tuple[bytes, bytes]:
    vault = Vault.objects.get(case=case)
    return bytes(vault.wrapped_key), bytes(vault.sealed)


def _digests(case: Case) -> set[bytes]:
    return {bytes(row.digest) for row in NameIndex.objects.filter(case=case)}


def _opens(case: Case, key: OpenedKey) -> Secrets:
    return contents(Vault.objects.get(case=case), by=key)


@each_reach
def test_everything_stays_readable_and_findable(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        make.note(anna, case, text="Haar vriendin Jolien Baetens kwam mee.")
        before = read_vault(case)
        assert _renew(reach) == 1
        assert read_vault(case) == before
        assert cases_with_name("lotte") == cases_with_name("Jolien Baetens") == [str(case.id)]
        make.note(anna, case, text="Theofiel Wuytackers kwam ook.")
        assert cases_with_name("Wuytackers") == [str(case.id)]


@each_reach
def test_the_old_key_opens_nothing_and_is_gone(reach: Reach, case: Case) -> None:
    with make.at(ANNA):
        old = current_key()
        _renew(reach)
        assert [held.id for held in OrganisationKey.objects.all()] == [current_key().id] != [old.id]
        assert current_key().secret != old.secret
        with pytest.raises(KeyRefused):
            _opens(case, old)


def test_a_new_key_of_the_organisation_opens_no_name(case: Case) -> None:
    """The sealed names and the index are what they were: only their wrapping changed."""
    with make.at(ANNA):
        (wrapped, sealed), digests = _row(case), _digests(case)
        _renew(Reach.ORGANISATION)
        assert _row(case)[0] != wrapped
        assert (_row(case)[1], _digests(case)) == (sealed, digests)


def test_new_keys_of_cases_seal_and_hash_anew(case: Case) -> None:
    with make.at(ANNA):
        (_, sealed), digests = _row(case), _digests(case)
        _renew(Reach.CASE)
        assert _row(case)[1] != sealed
        assert _digests(case).isdisjoint(digests)
        assert len(_digests(case)) == len(digests)


@each_reach
def test_the_rows_of_two_cases_cannot_be_swapped_afterwards_either(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        _renew(reach)
        ours, theirs = Vault.objects.get(case=case), Vault.objects.get(case=other)
        theirs.wrapped_key, theirs.sealed = ours.wrapped_key, ours.sealed
        theirs.save()
        with pytest.raises(KeyRefused):
            read_vault(other)


@each_reach
def test_another_organisation_is_not_touched(reach: Reach, case: Case) -> None:
    with make.at(CHRIS) as chris:
        theirs = make.case(chris)
        row, key = _row(theirs), current_key()
    with make.at(ANNA):
        _renew(reach)
    with make.at(CHRIS):
        assert (_row(theirs), current_key()) == (row, key)
        assert read_vault(theirs).municipality == "Lokeren"


@each_reach
def test_what_was_made_after_the_moment_is_left_alone(reach: Reach, case: Case) -> None:
    with make.at(ANNA):
        key = current_key()
        assert renew_keys(current_organisation_id(), reach=reach, before=timezone.now() - timedelta(hours=1)) == 0
        assert current_key() == key


def test_an_organisation_without_a_key_is_left_alone(db: None) -> None:
    with organisation_scope(make.organisation("leeg").id):
        assert _renew(Reach.CASE) == 0
        assert not OrganisationKey.objects.exists()


@each_reach
def test_halfway_both_keys_serve_reading_writing_and_searching(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        begin_renewal(reach=reach, before=timezone.now())
        fresh = make.case(anna, pseudonym="Stille Wulp")
        assert Vault.objects.get(case=fresh).key_id != Vault.objects.get(case=case).key_id
        make.note(anna, case, text="Haar vriendin Jolien Baetens kwam mee.")
        assert read_vault(case).municipality == read_vault(fresh).municipality
        assert cases_with_name("Jolien Baetens") == [str(case.id)]
        assert set(cases_with_name("Lotte")) == {str(case.id), str(fresh.id)}


@each_reach
def test_what_was_broken_off_goes_on_as_it_was_begun(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        make.case(anna, pseudonym="Stille Wulp")
        started, before = timezone.now(), read_vault(case)
        begin_renewal(reach=reach, before=started)
        assert OrganisationKey.objects.count() == 2
        assert renew_keys(current_organisation_id(), reach=reach, before=started) == 2
        assert read_vault(case) == before
        assert OrganisationKey.objects.count() == 1


@each_reach
def test_words_that_are_no_name_stay_known_in_the_whole_organisation(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        for one in (case, other):
            keep_secrets(one, locked_vault(one).dismissing(("Grasklokje",)))
        share_words(case, ["Grasklokje"], key=read_vault(case).key)
        begin_renewal(reach=reach, before=timezone.now())
        assert shared_among(["Grasklokje"], key=read_vault(other).key) == ("Grasklokje",)
        share_words(other, ["Grasklokje"], key=read_vault(other).key)
        _renew(reach)
        assert shared_among(["Grasklokje", "Roos"], key=read_vault(other).key) == ("Grasklokje",)
        assert SharedWord.objects.count() == 1


@each_reach
def test_what_was_read_again_need_not_be_read_once_more(reach: Reach, case: Case) -> None:
    with make.at(ANNA) as anna:
        make.note(anna, case)
        read_case(case, into=Reading())
        _renew(reach)
        again = Reading()
        read_case(case, into=again)
        assert (again.read, again.known) == (0, 2)


def test_a_renewal_is_recorded_with_how_much_and_how_deep(case: Case) -> None:
    with make.at(ANNA):
        _renew(Reach.CASE)
        entry = TrailEntry.objects.get(event="keys.renewed")
        assert entry.additional_data == {"reach": "case", "vaults": 1}
        assert TrailEntry.objects.filter(event="organisationkey.deleted").count() == 1


def test_another_platform_key_takes_over_without_a_word_changing(case: Case, settings: Any) -> None:
    with make.at(ANNA):
        old, row, key = settings.PLATFORM_KEYS, _row(case), current_key()
        settings.PLATFORM_KEYS = (new_key(), *old)
        assert rewrap() == 1
        settings.PLATFORM_KEYS = settings.PLATFORM_KEYS[:1]
        assert (current_key(), _row(case)) == (key, row)
        settings.PLATFORM_KEYS = old
        with pytest.raises(KeyRefused):
            current_key()


def test_a_vault_leans_on_its_key_and_the_database_knows(case: Case) -> None:
    with make.at(ANNA):
        held = OrganisationKey.objects.get()
        assert Vault.objects.get(case=case).key_id == UUID(str(held.id))
        assert opened(held) == current_key()
        with pytest.raises(Exception, match="protected foreign keys"):
            held.delete()

"""The vault opens in its own place, with its own keys, and not once its row is gone."""

import pytest
from django.test import override_settings

from cases.models import Case, NameIndex, Vault
from cases.pseudonymiser import Key, PseudonymiserError, reveal
from cases.vault import cases_with_name, keep_secrets, locked_vault, read_vault
from organisations.keys import KeyRefused, new_key, seal, unseal
from organisations.models import OrganisationKey
from tests import make
from tests.people import ANNA, CHRIS


def test_what_goes_in_comes_out(case: Case) -> None:
    with make.at(ANNA):
        held = read_vault(case)
        assert held.municipality == "Lokeren"
        assert {entry.token: entry.name for entry in held.key.entries if entry.given} == {
            "JONGERE": "Lotte Vermassen",
            "MOEDER": "Ilse Dewit",
            "BROER-1": "Wannes",
        }


def test_words_that_are_no_name_are_kept_once(case: Case) -> None:
    with make.at(ANNA):
        keep_secrets(case, locked_vault(case).dismissing(("Roos", "Mei")).dismissing(("Mei",)))
        assert read_vault(case).dismissed == ("Roos", "Mei")


def test_a_sealed_key_opens_in_its_own_case_only(case: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        theirs, ours = Vault.objects.get(case=other), Vault.objects.get(case=case)
        theirs.wrapped_key, theirs.sealed = ours.wrapped_key, ours.sealed
        theirs.save()
        with pytest.raises(KeyRefused):
            read_vault(other)


def test_a_sealed_key_opens_in_its_own_field_only() -> None:
    key = new_key()
    sealed = seal(b"Lotte", key=key, place="x:vault:1:sealed")
    assert unseal(sealed, key=key, place="x:vault:1:sealed") == b"Lotte"
    with pytest.raises(KeyRefused):
        unseal(sealed, key=key, place="x:vault:1:wrapped_key")


def test_a_changed_byte_is_noticed(case: Case) -> None:
    with make.at(ANNA):
        vault = Vault.objects.get(case=case)
        vault.sealed = bytes(vault.sealed)[:-1] + bytes([bytes(vault.sealed)[-1] ^ 1])
        vault.save()
        with pytest.raises(KeyRefused, match="sleutel past niet"):
            read_vault(case)


def test_once_its_row_is_gone_nothing_brings_the_names_back(case: Case) -> None:
    with make.at(ANNA) as anna:
        note = make.note(anna, case)
        Vault.objects.get(case=case).delete()
        with pytest.raises(Vault.DoesNotExist):
            read_vault(case)
        with pytest.raises(Vault.DoesNotExist):
            make.note(anna, case)
        with pytest.raises(PseudonymiserError):
            reveal(note.text, key=Key())


def test_the_wrong_platform_key_opens_nothing(case: Case) -> None:
    with make.at(ANNA), override_settings(PLATFORM_KEYS=(new_key(),)), pytest.raises(KeyRefused):
        read_vault(case)


def test_each_organisation_and_each_case_has_a_key_of_its_own(case: Case) -> None:
    with make.at(ANNA) as anna:
        other = make.case(anna, pseudonym="Stille Wulp")
        here = bytes(OrganisationKey.objects.get().wrapped)
        assert bytes(Vault.objects.get(case=case).wrapped_key) != bytes(Vault.objects.get(case=other).wrapped_key)
        ours = {bytes(row.digest) for row in NameIndex.objects.all()}
    with make.at(CHRIS) as chris:
        make.case(chris)
        assert bytes(OrganisationKey.objects.get().wrapped) != here
        assert ours.isdisjoint(bytes(row.digest) for row in NameIndex.objects.all())


@pytest.mark.parametrize("typed", ["Lotte Vermassen", "lotte", "VERMASSEN", " Ilse ", "wannes"])
def test_a_case_is_found_by_a_real_name(case: Case, typed: str) -> None:
    with make.at(ANNA):
        assert cases_with_name(typed) == [str(case.id)]


@pytest.mark.parametrize("typed", ["", "   ", "Lot", "Vermasse", "Rustige"])
def test_a_case_is_not_found_by_less_than_a_name(case: Case, typed: str) -> None:
    with make.at(ANNA):
        assert cases_with_name(typed) == []


def test_a_name_met_in_a_note_can_be_searched_too(case: Case) -> None:
    with make.at(ANNA) as anna:
        make.note(anna, case, text="Haar vriendin Jolien Baetens kwam mee.")
        assert cases_with_name("Jolien Baetens") == [str(case.id)]


def test_the_index_holds_hashes_of_equal_length_and_no_letters(case: Case) -> None:
    with make.at(ANNA):
        digests = [bytes(row.digest) for row in NameIndex.objects.filter(case=case)]
        assert len(digests) >= 5
        assert {len(digest) for digest in digests} == {32}


def test_the_same_name_at_another_organisation_is_not_found_there(case: Case) -> None:
    with make.at(CHRIS):
        assert cases_with_name("Lotte Vermassen") == []

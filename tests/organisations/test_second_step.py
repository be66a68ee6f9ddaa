"""An organisation may ask everybody for a second step; who has none is led to it and sees nothing else."""

from uuid import UUID

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.core.management import CommandError, call_command
from django.http import Http404
from django.test import Client

from organisations.actions.members import policy_here
from organisations.models import Organisation, Policy
from organisations.permissions import membership_for
from organisations.scope import organisation_scope
from tests import make
from tests.organisations.conftest import Browser
from tests.organisations.passkey import register
from tests.people import ANNA, CHRIS, FAY


@pytest.fixture
def asked() -> None:
    """Horizon asks for it."""
    with make.at(FAY):
        policy = policy_here()
        policy.second_step = True
        policy.save()


def opens(browser: Client, address: str = "/o/horizon/") -> bool:
    answer = browser.get(address)
    assert answer.status_code in (200, 403)
    return answer.status_code == 200


def test_nobody_is_asked_until_the_organisation_chooses_it(as_: Browser) -> None:
    assert opens(as_(ANNA))


@pytest.mark.usefixtures("asked")
def test_who_has_none_is_led_to_it_on_every_page_and_sees_nothing_else(as_: Browser) -> None:
    with make.at(ANNA) as anna:
        case = make.case(anna)
    browser = as_(ANNA)
    for address in (
        "/o/horizon/",
        "/o/horizon/casussen/",
        f"/o/horizon/casussen/{case.id}/",
        "/o/horizon/api/casussen/",
    ):
        answer = browser.get(address)
        assert answer.status_code == 403
        page = answer.content.decode()
        assert "Eerst nog een tweede stap" in page
        assert "/account/2fa/totp/activate/" in page
        assert "/account/2fa/webauthn/add/" in page
        assert case.pseudonym not in page
    assert browser.post(f"/o/horizon/casussen/{case.id}/afsluiten/").status_code == 403


@pytest.mark.usefixtures("asked")
def test_where_nobody_catches_it_it_is_a_404(horizon: UUID) -> None:
    with make.at(ANNA), pytest.raises(Http404):
        membership_for(make.account(ANNA), organisation_id=horizon)


@pytest.mark.usefixtures("asked")
def test_an_app_or_a_passkey_opens_the_door_and_recovery_codes_alone_do_not(as_: Browser) -> None:
    RecoveryCodes.activate(make.account(ANNA))
    assert not opens(as_(ANNA))
    TOTP.activate(make.account(ANNA), "JBSWY3DPEHPK3PXP")
    assert opens(as_(ANNA))
    register(make.account(FAY), name="Telefoon")
    assert opens(as_(FAY))


@pytest.mark.usefixtures("asked")
def test_another_organisation_asks_nothing_and_strangers_learn_nothing(as_: Browser) -> None:
    assert opens(as_(CHRIS), "/o/kompas/")
    assert as_(CHRIS).get("/o/horizon/").status_code == 404


def test_the_administrator_chooses_it_on_the_page_of_the_policy(as_: Browser) -> None:
    browser = as_(FAY)
    held = {"sees_team_cases": "on", "ages": "keep", "dates": "relative", "names_shown_minutes": 5, "second_step": "on"}
    assert browser.post("/o/horizon/beheer/beleid/", held).status_code == 302
    assert not opens(browser, "/o/horizon/beheer/beleid/")


def test_a_new_organisation_asks_for_it() -> None:
    call_command(
        "create_organisation", slug="nieuw", name="Nieuw", administrator="ada@nieuw.example", called="Ada", verbosity=0
    )
    with organisation_scope(Organisation.objects.get(slug="nieuw").id):
        assert Policy.objects.get().second_step


def test_who_lost_everything_gets_in_again(capsys: pytest.CaptureFixture[str]) -> None:
    register(make.account(ANNA), name="Telefoon")
    RecoveryCodes.activate(make.account(ANNA))
    call_command("reset_second_step", email=ANNA.email.upper())
    assert "De tweede stap is weg" in capsys.readouterr().out
    assert not Authenticator.objects.filter(user=make.account(ANNA)).exists()
    with pytest.raises(CommandError, match="geen account"):
        call_command("reset_second_step", email="niemand@elders.example")

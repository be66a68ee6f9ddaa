"""An invitation: asked by an administrator, mailed by a worker, accepted once and in time."""

from datetime import timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from organisations.actions.invitations import (
    VALID_DAYS,
    accept_invitation,
    invite,
    open_invitation,
    withdraw_invitation,
)
from organisations.models import Invitation, Membership, Role, RunState, Team, TrailEntry, User
from organisations.scope import organisation_scope
from organisations.tasks import send_invitation
from tests import make
from tests.organisations.conftest import Browser
from tests.people import BRAM, CHRIS, FAY, PASSWORD
from tests.walls.catalogue import rows

EMAIL = "iris@horizon.example"


@pytest.fixture(autouse=True)
def _memory_mail(settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def asked(*, email: str = EMAIL, key: UUID | None = None) -> Invitation:
    """Fay invites somebody as a caregiver in a team."""
    with make.at(FAY) as fay:
        team = Team.objects.get(name="Noord")
        return invite(fay, email=email, name="Iris", roles=[Role.CAREGIVER], team=team, idempotency_key=key or uuid4())


def mailed(horizon: UUID, invitation: Invitation) -> str:
    """The real task mails it; returns the path in the letter."""
    send_invitation.run(str(horizon), str(invitation.id))
    return "/uitnodiging/" + str(mail.outbox[-1].body).split("/uitnodiging/")[1].split()[0]


def token_in(path: str) -> str:
    """The secret part of the link."""
    return path.strip("/").split("/")[-1]


def found(horizon: UUID, path: str) -> Invitation | None:
    """The invitation that the link opens."""
    with organisation_scope(horizon):
        return open_invitation(token_in(path))


def test_the_letter_says_who_invites_and_how_long_it_is_valid(horizon: UUID) -> None:
    mailed(horizon, asked())
    (letter,) = mail.outbox
    assert letter.to == [EMAIL]
    assert "Horizon" in letter.subject
    assert "zeven dagen" in letter.body or f"{VALID_DAYS} dagen" in letter.body


def test_only_the_hash_of_the_token_is_kept(horizon: UUID) -> None:
    token = token_in(mailed(horizon, asked()))
    with organisation_scope(horizon):
        assert Invitation.objects.get().token_hash == sha256(token.encode()).hexdigest()
        for table in ("organisations_invitation", "organisations_trailentry"):
            assert rows(f'select 1 from "{table}" t where t::text like %s', f"%{token}%") == []


def test_before_the_letter_has_gone_nothing_can_be_accepted(horizon: UUID) -> None:
    asked()
    with organisation_scope(horizon):
        assert open_invitation("") is None


def test_asking_twice_with_one_key_gives_one_invitation(horizon: UUID) -> None:
    key = uuid4()
    assert asked(key=key).id == asked(key=key).id


def test_running_the_task_twice_sends_one_letter(horizon: UUID) -> None:
    invitation = asked()
    mailed(horizon, invitation)
    send_invitation.run(str(horizon), str(invitation.id))
    assert len(mail.outbox) == 1


def test_a_newcomer_chooses_a_password_and_is_in(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    assert "Horizon" in client.get(path).content.decode()
    assert client.post(path, {"password": PASSWORD}, follow=True).redirect_chain[-1][0] == "/o/horizon/"
    with organisation_scope(horizon):
        her = Membership.objects.get(user__email=EMAIL)
        assert (her.roles, her.places.get().team.name) == (["caregiver"], "Noord")
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


def test_accepting_is_recorded(horizon: UUID, client: Client) -> None:
    client.post(mailed(horizon, asked()), {"password": PASSWORD})
    with organisation_scope(horizon):
        entry = TrailEntry.objects.get(event="invitation.accepted")
        assert (entry.role, entry.actor_id) == ("genodigde", User.objects.get(email=EMAIL).id)


def test_a_link_works_once(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    client.post(path, {"password": PASSWORD})
    assert Client().get(path).status_code == 404
    assert Client().post(path, {"password": PASSWORD}).status_code == 404


def test_a_weak_password_is_refused_beside_the_field(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    for weak in ("kort", "qwertyytrewq", EMAIL, ""):
        assert "error" in client.post(path, {"password": weak}).content.decode()
    assert not User.objects.filter(email=EMAIL).exists()


def test_an_invitation_expires(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    with organisation_scope(horizon):
        invitation = Invitation.objects.get()
        invitation.expires_at = timezone.now() - timedelta(seconds=1)
        invitation.save()
    assert client.get(path).status_code == 404


def test_it_is_valid_for_seven_days() -> None:
    left = asked().expires_at - timezone.now()
    assert timedelta(days=VALID_DAYS) - left < timedelta(minutes=1)


def test_a_withdrawn_invitation_no_longer_opens(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    with organisation_scope(horizon):
        withdraw_invitation(Invitation.objects.get())
    assert client.get(path).status_code == 404


def test_a_withdrawn_invitation_is_not_mailed_any_more(horizon: UUID) -> None:
    invitation = asked()
    with organisation_scope(horizon):
        withdraw_invitation(Invitation.objects.get())
    send_invitation.run(str(horizon), str(invitation.id))
    with organisation_scope(horizon):
        held = Invitation.objects.get()
    assert (held.state, mail.outbox) == (RunState.FAILED, [])
    assert held.problem.endswith("werd niet verstuurd.")


def test_a_mail_server_that_is_away_gives_a_sentence(horizon: UUID, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    invitation = asked()
    send_invitation.run(str(horizon), str(invitation.id))
    with organisation_scope(horizon):
        held = Invitation.objects.get()
    assert (held.state, held.token_hash) == (RunState.FAILED, "")
    assert held.problem.startswith("De mailserver nam de uitnodiging niet aan.")


def test_somebody_with_an_account_logs_in_first(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked(email=CHRIS.email))
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, f"/account/login/?next={path}")
    assert client.post(path, {"password": "een heel ander wachtwoord"}).status_code == 302
    assert make.account(CHRIS).check_password(PASSWORD)


def test_somebody_else_who_is_logged_in_cannot_take_it(horizon: UUID, as_: Browser) -> None:
    path = mailed(horizon, asked(email=CHRIS.email))
    assert as_(BRAM).post(path).status_code == 302
    with organisation_scope(horizon):
        assert not Membership.objects.filter(user__email=CHRIS.email).exists()


def test_a_known_person_joins_with_her_own_account(horizon: UUID, as_: Browser) -> None:
    path = mailed(horizon, asked(email=CHRIS.email.upper()))
    as_(CHRIS).post(path)
    with organisation_scope(horizon):
        assert Membership.objects.get(user=make.account(CHRIS)).roles == ["caregiver"]


def test_a_member_who_is_invited_again_gains_roles_and_keeps_hers(horizon: UUID) -> None:
    mailed(horizon, asked(email=BRAM.email))
    with make.at(BRAM) as bram:
        accept_invitation(Invitation.objects.get(), user=bram.user)
        bram.refresh_from_db()
        assert set(bram.roles) == {"caregiver", "coach"}


def test_a_link_opens_nothing_at_another_organisation(horizon: UUID, client: Client) -> None:
    path = mailed(horizon, asked())
    assert client.get(path.replace("/horizon/", "/kompas/")).status_code == 404
    assert found(horizon, path) is not None


def test_the_list_shows_what_is_open_and_the_form_refuses_in_words(as_: Browser) -> None:
    asked()
    page = reverse("invitations", kwargs={"organisation": "horizon"})
    assert EMAIL in as_(FAY).get(page).content.decode()
    refused = as_(FAY).post(page, {"name": "", "email": "geen adres", "idempotency_key": str(uuid4())}).content.decode()
    for sentence in ("Vul een naam in.", "Dit is geen volledig e-mailadres.", "Kies minstens één rol."):
        assert sentence in refused


def test_nobody_can_sign_up_by_herself(client: Client) -> None:
    client.post("/account/signup/", {"email": "iemand@elders.example", "password1": PASSWORD, "password2": PASSWORD})
    assert not User.objects.filter(email="iemand@elders.example").exists()

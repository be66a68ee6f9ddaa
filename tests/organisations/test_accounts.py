"""The pages of one's own account: each in plain Dutch, and those that make no sense closed."""

import re
import smtplib
from typing import Any

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.core import context
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from organisations.accounts import InvitedOnlyAdapter
from organisations.models import User
from organisations.urls import CLOSED, account_urls
from tests import make
from tests.organisations.passkey import register
from tests.people import ANNA, PASSWORD
from tests.walls.addresses import addresses

SECRET = "JBSWY3DPEHPK3PXP"
ENGLISH = re.compile(
    r"\b(the|your|you|please|address(es)?|email (is|has)|sign (in|out|up)|authenticator|security key|"
    r"recovery codes|activate|deactivate|confirm|submit|expired|verified|remove|change|name|passwordless|code is)\b",
    re.IGNORECASE,
)
ANONYMOUS = (
    "account_login",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
)
HERS = (
    "account_logout", "account_reauthenticate", "account_change_password", "mfa_index", "mfa_reauthenticate",
    "mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes",
    "mfa_list_webauthn", "mfa_add_webauthn", "mfa_reauthenticate_webauthn", "mfa_remove_webauthn", "mfa_edit_webauthn",
    "account_reset_password_from_key_done",
)  # fmt: skip
CHANGES = [
    *(f"account/email/{name}" for name in ("password_changed", "password_set", "password_reset")),
    *(f"mfa/email/{name}" for name in ("totp_activated", "totp_deactivated", "recovery_codes_generated")),
    *(f"mfa/email/{name}" for name in ("webauthn_added", "webauthn_removed")),
]
SEPARATELY = {
    "account", "account_set_password", "account_reset_password_from_key", "mfa_authenticate", "mfa_activate_totp",
    "mfa_login_webauthn",
}  # fmt: skip


@pytest.fixture(autouse=True)
def unhurried(settings: Any) -> None:
    """These tests are one person who does much in a minute."""
    settings.ACCOUNT_RATE_LIMITS = False


@pytest.fixture
def plain() -> User:
    """Anna with a password and nothing else."""
    return make.account(ANNA)


@pytest.fixture
def anna(plain: User) -> User:
    """Anna with a password, an app with codes, recovery codes and a passkey."""
    TOTP.activate(plain, SECRET)
    RecoveryCodes.activate(plain)
    register(plain, name="Telefoon")
    return plain


def logged_in(client: Client, user: User) -> Client:
    """Logged in, and confirmed a moment ago that it is she: the pages that ask for it open."""
    client.force_login(user)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def code_now(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def words_of(answer: Any) -> str:
    """What stands on the page, without markup and scripts."""
    text = re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", answer.content.decode())
    return " ".join(text.split())


def assert_dutch(answer: Any) -> None:
    said = words_of(answer)
    assert answer.status_code == 200
    assert len(said) > 40
    found = ENGLISH.search(said)
    assert found is None, said[max(0, found.start() - 60) : found.end() + 60]


def test_each_address_of_an_account_is_tried_here() -> None:
    routed = {one.name for one in addresses() if one.name.startswith(("account", "mfa_"))}
    assert routed == {*ANONYMOUS, *HERS, *SEPARATELY, *CLOSED}
    assert account_urls


@pytest.mark.parametrize("name", ANONYMOUS)
def test_a_page_for_who_is_not_logged_in_is_in_dutch(client: Client, name: str) -> None:
    assert_dutch(client.get(reverse(name)))


@pytest.mark.parametrize("name", HERS)
def test_a_page_of_her_account_is_in_dutch(client: Client, anna: User, name: str) -> None:
    key = Authenticator.objects.get(user=anna, type="webauthn")
    asks = {"pk": key.pk} if name in {"mfa_remove_webauthn", "mfa_edit_webauthn"} else {}
    assert_dutch(logged_in(client, anna).get(reverse(name, kwargs=asks)))


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_what_makes_no_sense_is_closed(client: Client, anna: User, name: str) -> None:
    address = reverse(name, kwargs={"key": "abc"} if name == "account_confirm_email" else {})
    for browser in (client, logged_in(client, anna)):
        assert browser.get(address).status_code == 404
        assert browser.post(address, {"email": "elders@elders.example", "action_add": ""}).status_code == 404


def test_the_account_by_itself_leads_to_its_security(client: Client, anna: User) -> None:
    assert logged_in(client, anna).get("/account/")["Location"] == reverse("mfa_index")


def test_the_menu_of_an_account_has_no_dead_link(client: Client, anna: User) -> None:
    page = logged_in(client, anna).get(reverse("mfa_index")).content.decode()
    links = {link for link in re.findall(r'href="(/account/[^"?#]*)"', page) if "download" not in link}
    assert reverse("account_change_password") in links
    assert {link: client.get(link).status_code for link in links} == dict.fromkeys(links, 200)


def test_without_a_second_step_each_way_to_one_is_in_dutch(client: Client, plain: User) -> None:
    browser = logged_in(client, plain)
    for name in ("mfa_index", "mfa_list_webauthn", "mfa_add_webauthn", "mfa_activate_totp"):
        assert_dutch(browser.get(reverse(name)))


def test_an_app_is_linked_with_a_right_code_and_not_with_a_wrong_one(client: Client, plain: User) -> None:
    browser = logged_in(client, plain)
    secret = browser.get(reverse("mfa_activate_totp")).context["form"].secret
    refused = browser.post(reverse("mfa_activate_totp"), {"code": "000000"})
    assert_dutch(refused)
    assert "Deze code klopt niet" in words_of(refused)
    assert secret == refused.context["form"].secret
    done = browser.post(reverse("mfa_activate_totp"), {"code": code_now(secret)}, follow=True)
    assert_dutch(done)
    assert "10 van 10 over" in words_of(done)


def test_at_logging_in_a_wrong_password_and_a_wrong_code_say_so(client: Client, anna: User) -> None:
    refused = client.post(reverse("account_login"), {"login": anna.email, "password": "een ander wachtwoord"})
    assert_dutch(refused)
    assert "horen niet bij elkaar" in words_of(refused)
    second = client.post(reverse("account_login"), {"login": anna.email, "password": PASSWORD}, follow=True)
    assert second.request["PATH_INFO"] == reverse("mfa_authenticate")
    assert_dutch(second)
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert_dutch(wrong)
    assert "Deze code klopt niet" in words_of(wrong)
    assert client.post(reverse("mfa_authenticate"), {"code": code_now()}).status_code == 302
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_after_too_many_attempts_the_page_says_how_long_to_wait(client: Client, anna: User, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {}
    for _ in range(6):
        page = client.post(reverse("account_login"), {"login": anna.email, "password": "mis"})
    assert_dutch(page)
    assert "te veel pogingen" in words_of(page)


def test_a_new_password_is_chosen_and_told_by_mail(client: Client, anna: User) -> None:
    browser = logged_in(client, anna)
    new = {"oldpassword": PASSWORD, "password1": "vier andere woorden hier", "password2": "iets anders"}
    refused = browser.post(reverse("account_change_password"), new)
    assert_dutch(refused)
    assert "hetzelfde wachtwoord" in words_of(refused)
    done = browser.post(reverse("account_change_password"), {**new, "password2": new["password1"]}, follow=True)
    assert "Je wachtwoord is gewijzigd." in words_of(done)
    (letter,) = mail.outbox
    assert (letter.subject, letter.to) == ("AI4Care: je wachtwoord is gewijzigd", [anna.email])


def test_a_weak_password_gets_sentences_in_dutch(client: Client, anna: User) -> None:
    weak = {"oldpassword": "mis", "password1": "wachtwoord", "password2": "wachtwoord"}
    refused = logged_in(client, anna).post(reverse("account_change_password"), weak)
    assert_dutch(refused)
    assert "Dit is niet je huidige wachtwoord." in words_of(refused)


def test_a_forgotten_password_comes_back_by_mail(client: Client, anna: User) -> None:
    assert_dutch(client.post(reverse("account_reset_password"), {"email": anna.email}, follow=True))
    (letter,) = mail.outbox
    assert ENGLISH.search(str(letter.body)) is None
    link = re.search(r"https?://\S+/account/password/reset/key/\S+", str(letter.body))
    assert link is not None
    form = client.get(link[0], follow=True)
    assert_dutch(form)
    address = form.request["PATH_INFO"]
    new = {"password1": "vier andere woorden hier", "password2": "vier andere woorden hier"}
    assert_dutch(client.post(address, new, follow=True))
    assert User.objects.get(pk=anna.pk).check_password(new["password1"])
    gone = client.get(link[0], follow=True)
    assert_dutch(gone)
    assert "Deze link werkt niet meer" in words_of(gone)


def test_a_link_for_nobody_says_that_it_does_not_work(client: Client, anna: User) -> None:
    other = f"{user_pk_to_url_str(anna)}-{default_token_generator.make_token(anna)[:-3]}abc"
    assert "Deze link werkt niet meer" in words_of(client.get(f"/account/password/reset/key/{other}/"))


def test_an_unknown_address_gets_a_mail_and_the_page_tells_nothing(client: Client, anna: User) -> None:
    known = client.post(reverse("account_reset_password"), {"email": anna.email}, follow=True)
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@elders.example"}, follow=True)
    assert words_of(known) == words_of(unknown)
    assert ENGLISH.search(str(mail.outbox[1].body)) is None
    assert "Op dat adres bestaat geen account" in str(mail.outbox[1].body)


def test_when_no_mail_can_leave_a_page_says_so(client: Client, anna: User, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any, **__: Any) -> None:
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", away)
    answer = client.post(reverse("account_reset_password"), {"email": anna.email})
    assert answer.status_code == 503
    assert "De mail kon niet vertrekken" in words_of(answer)
    new = {"oldpassword": PASSWORD, "password1": "vier andere woorden hier", "password2": "vier andere woorden hier"}
    assert logged_in(client, anna).post(reverse("account_change_password"), new).status_code == 302
    assert User.objects.get(pk=anna.pk).check_password(new["password1"])


def test_an_account_without_a_password_can_choose_one(client: Client, plain: User) -> None:
    plain.set_unusable_password()
    plain.save()
    browser = logged_in(client, plain)
    answer = browser.get(reverse("account_change_password"), follow=True)
    assert answer.request["PATH_INFO"] == reverse("account_set_password")
    assert_dutch(answer)


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_is_told_by_mail_in_dutch(plain: User, rf: RequestFactory, change: str) -> None:
    request = rf.get("/", headers={"user-agent": "Netscape"}, REMOTE_ADDR="10.1.2.3")
    with context.request_context(request):
        InvitedOnlyAdapter(request).send_notification_mail(change, plain)
    (letter,) = mail.outbox
    assert letter.to == [plain.email]
    assert letter.subject.startswith("AI4Care: ")
    said = f"{letter.subject} {letter.body}"
    assert ENGLISH.search(said) is None
    assert "uur" in said
    assert "Netscape" not in said
    assert "10.1.2.3" not in said


@pytest.mark.parametrize("name", ["totp_activated", "totp_deactivated", "recovery_codes_generated", "webauthn_added"])
def test_what_was_done_is_said_in_dutch(name: str) -> None:
    assert ENGLISH.search(render_to_string(f"mfa/messages/{name}.txt")) is None

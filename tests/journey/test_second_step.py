"""A second step from switching on to off: an app with codes, a recovery code, a passkey of a virtual device."""

from collections.abc import Iterator
from time import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from playwright.sync_api import Page, expect

from ai4care.demo.accounts import PASSWORD
from tests.journey.visits import EMAILS, Visits, log_in
from tests.machinery.running import Demo

pytestmark = pytest.mark.timeout(300)
DEVICE = {
    "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
    "isUserVerified": True, "automaticPresenceSimulation": True,
}  # fmt: skip
PERIOD = 30


@pytest.fixture
def noor(visits: Visits, running_demo: Demo) -> Iterator[Page]:
    """A tab of Noor at a host with a name, since a passkey belongs to one; her second step is gone afterwards."""
    tab = visits.stranger(url=running_demo.url.replace("127.0.0.1", "localhost"))
    tab.goto("/account/login/")
    log_in(tab, "Noor")
    yield tab
    running_demo.manage("reset_second_step", "--email", EMAILS["Noor"])


def code_for(secret: str) -> str:
    """What an app with this secret shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time()) // PERIOD)))


def open_security(tab: Page, button: str) -> None:
    """Follow a button of the page of her security."""
    tab.goto("/account/2fa/")
    follow(tab, button)


def follow(tab: Page, link: str) -> None:
    """Follow a link, and confirm that it is she when that is asked."""
    tab.get_by_role("link", name=link).click()
    if tab.get_by_role("heading", name="Even bevestigen").is_visible():
        tab.get_by_label("Wachtwoord").fill(PASSWORD)
        tab.get_by_role("button", name="Bevestigen").click()


def log_out(tab: Page) -> None:
    """Back at the page to log in."""
    tab.goto("/account/logout/")
    tab.get_by_role("button", name="Afmelden").click()
    tab.goto("/account/login/")


def log_in_with_code(tab: Page, code: str) -> None:
    """Password first, then the code."""
    tab.get_by_label("E-mail").fill(EMAILS["Noor"])
    tab.get_by_label("Wachtwoord").fill(PASSWORD)
    tab.get_by_role("button", name="Aanmelden", exact=True).click()
    expect(tab.get_by_role("heading", name="Nog één stap")).to_be_visible()
    tab.get_by_label("Code", exact=True).fill(code)
    tab.get_by_role("button", name="Aanmelden", exact=True).click()
    tab.wait_for_url("**/o/**")


def test_an_app_with_codes_from_start_to_end(noor: Page) -> None:
    open_security(noor, "App koppelen")
    secret = noor.get_by_label("Lukt scannen niet").input_value()
    noor.get_by_label("Code uit je app").fill(code_for(secret))
    noor.get_by_role("button", name="App koppelen").click()
    expect(noor.get_by_text("De app is gekoppeld.")).to_be_visible()
    codes = noor.locator("#recovery_codes li").all_inner_texts()
    assert len(codes) == 10

    log_out(noor)
    log_in_with_code(noor, code_for(secret))
    log_out(noor)
    log_in_with_code(noor, codes[0])

    open_security(noor, "Codes tonen")
    expect(noor.get_by_text("9 van 10 over")).to_be_visible()
    open_security(noor, "App loskoppelen")
    noor.get_by_role("button", name="App loskoppelen").click()
    expect(noor.get_by_text("De app is losgekoppeld.")).to_be_visible()
    log_out(noor)
    log_in(noor, "Noor")


def test_a_passkey_logs_in_without_a_password(noor: Page) -> None:
    device = noor.context.new_cdp_session(noor)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
    open_security(noor, "Passkey toevoegen")
    noor.get_by_label("Naam van het toestel").fill("Telefoon van Noor")
    noor.get_by_role("button", name="Passkey toevoegen").click()
    expect(noor.get_by_text("De passkey is toegevoegd.")).to_be_visible()

    log_out(noor)
    noor.get_by_role("button", name="Aanmelden met een passkey").click()
    noor.wait_for_url("**/o/**")
    open_security(noor, "Passkeys beheren")
    expect(noor.get_by_text("Telefoon van Noor")).to_be_visible()
    follow(noor, "Wissen")
    noor.get_by_role("button", name="Passkey wissen").click()
    expect(noor.get_by_text("De passkey is gewist.")).to_be_visible()


def test_a_passkey_that_is_not_used_says_so(noor: Page) -> None:
    log_out(noor)
    device = noor.context.new_cdp_session(noor)
    device.send("WebAuthn.enable")
    device.send("WebAuthn.addVirtualAuthenticator", {"options": {**DEVICE, "isUserVerified": False}})
    noor.get_by_role("button", name="Aanmelden met een passkey").click()
    expect(noor.get_by_text("De passkey werd niet gebruikt.")).to_be_visible()

"""The demo profile is for one machine: it neither listens to nor answers others."""

import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from ai4care import environment, loopback
from tests.machinery.running import clean_environment

SITE = "http://localhost:8000"


def page(_environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """A page that says who is there."""
    start_response("200 OK", [])
    return [b"hallo"]


def asked(**environ: str) -> tuple[str, list[tuple[str, str]]]:
    """The status and headers of the guarded page."""
    said: list[Any] = []
    guarded = loopback.pages_for_this_machine(page, site_url=SITE)
    guarded(
        {"REQUEST_METHOD": "GET", "HTTP_HOST": "localhost:8000", **environ},
        lambda *answer: said.extend(answer),
    )
    return said[0], said[1]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.1.1", "::1", "[::1]", "localhost"])
def test_this_machine_is_let_in(host: str) -> None:
    assert loopback.is_loopback(host)
    assert loopback.refusal_for([host]) == ""


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "10.0.0.3", "ai4care.example"])
def test_listening_to_others_is_refused(host: str) -> None:
    assert loopback.refusal_for(["127.0.0.1", host]).startswith("Het demoprofiel luistert niet op")


def test_a_visitor_from_elsewhere_gets_no_page() -> None:
    assert asked(REMOTE_ADDR="10.0.0.3")[0] == "403 Forbidden"


def test_a_visitor_on_this_machine_gets_the_page() -> None:
    assert asked(REMOTE_ADDR="127.0.0.1")[0] == "200 OK"


def test_the_number_of_this_machine_leads_to_the_name_its_passkeys_need() -> None:
    status, headers = asked(REMOTE_ADDR="127.0.0.1", HTTP_HOST="127.0.0.1:8000", RAW_URI="/account/login/?next=/")
    assert status == "302 Found"
    assert dict(headers)["Location"] == f"{SITE}/account/login/?next=/"


def test_gunicorn_itself_refuses_a_public_address_in_the_demo_profile(tmp_path: Path) -> None:
    settings = {**clean_environment(tmp_path), "AI4CARE_PROFILE": "demo", "GUNICORN_CMD_ARGS": ""}
    refused = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--bind", "0.0.0.0:0", "tests.machinery.test_loopback:page"],
        cwd=environment.PROJECT, env=settings, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert refused.returncode == 1
    assert "Het demoprofiel luistert niet op 0.0.0.0" in refused.stderr
    assert "Traceback" not in refused.stderr

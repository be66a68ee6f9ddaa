"""Settings are secure unless the demo profile says otherwise, and say in one sentence what is missing."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from ai4care.environment import PROJECT

KEY = base64.b64encode(bytes(range(32))).decode()
GIVEN = {
    "SECRET_KEY": "x9" * 40 + "abcdefghij",
    "AI4CARE_PLATFORM_KEY": KEY,
    "DATABASE_URL": "postgresql://app@localhost/ai4care",
    "REDIS_URL": "redis://localhost:6379",
    "SITE_URL": "https://ai4care.example",
    "ALLOWED_HOSTS": "ai4care.example",
}
SECURE = """
import django; django.setup()
from django.conf import settings as s
print(s.DEBUG, s.DEMO, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS >= 31536000, s.SECURE_HSTS_INCLUDE_SUBDOMAINS,
      s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.X_FRAME_OPTIONS)
"""


def run(*command: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    """This Python on a machine where only these settings are given."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    settings = {**GIVEN, "DJANGO_SETTINGS_MODULE": "ai4care.settings", **changes}
    given = {name: value for name, value in settings.items() if value}
    return subprocess.run(
        [sys.executable, *command], cwd=PROJECT, env={**kept, **given}, capture_output=True, text=True, timeout=120
    )


def test_without_a_profile_everything_is_secure() -> None:
    said = run("-c", SECURE)
    assert said.stdout.split() == ["False", "False", "True", "True", "True", "True", "True", "True", "DENY"]


def test_the_check_for_deployment_reports_nothing() -> None:
    said = run("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert said.returncode == 0, said.stderr
    assert "no issues (0 silenced)" in said.stdout


@pytest.mark.parametrize("name", ["SECRET_KEY", "AI4CARE_PLATFORM_KEY"])
def test_a_missing_secret_is_one_sentence(name: str) -> None:
    said = run("-c", SECURE, **{name: ""})
    assert said.returncode == 1
    assert said.stderr.strip() == (
        f"De instelling {name} (of {name}_FILE) ontbreekt. Zet ze in de omgeving en start opnieuw."
    )


@pytest.mark.parametrize("key", ["kort", base64.b64encode(b"x" * 16).decode(), "é" * 44])
def test_a_platform_key_that_is_none_is_one_sentence(key: str) -> None:
    said = run("-c", SECURE, AI4CARE_PLATFORM_KEY=key)
    assert said.returncode == 1
    assert "geen sleutel van 32 bytes in base64" in said.stderr
    assert "Traceback" not in said.stderr
    assert key not in said.stderr


@pytest.mark.parametrize(
    "address",
    [
        "http://bao.example:8200/v1/transit/keys/ai4care",
        "https://bao.example/v1/transit/encrypt/ai4care",
        "https://bao.example/v1/transit/keys/ai4care/../x",
        "file:///v1/transit/keys/ai4care",
    ],
)
def test_an_address_that_is_no_key_of_a_key_service_is_refused(address: str) -> None:
    said = run("-c", SECURE, AI4CARE_PLATFORM_KEY=address)
    assert (said.returncode, "geen sleutel van 32 bytes" in said.stderr) == (1, True)


def test_several_platform_keys_are_known_at_once_and_the_first_is_current() -> None:
    code = (
        "from django.conf import settings as s; print([k if isinstance(k, str) else len(k) for k in s.PLATFORM_KEYS])"
    )
    service = "https://bao.example:8200/v1/transit/keys/ai4care"
    said = run("-c", code, AI4CARE_PLATFORM_KEY=service, AI4CARE_PLATFORM_KEY_OLD=f"{KEY} {KEY}")
    assert said.stdout.strip() == f"['{service}', 32, 32]"


def test_a_secret_can_come_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    said = run("-c", SECURE, AI4CARE_PLATFORM_KEY="", AI4CARE_PLATFORM_KEY_FILE=str(file))
    assert said.returncode == 0, said.stderr


def test_only_the_demo_profile_relaxes_and_then_only_for_this_machine() -> None:
    code = "from django.conf import settings as s; print(s.ALLOWED_HOSTS, s.SECURE_SSL_REDIRECT)"
    said = run("-c", code, AI4CARE_PROFILE="demo", ALLOWED_HOSTS="", SITE_URL="")
    assert said.stdout.strip() == "['127.0.0.1', 'localhost', '[::1]'] False"
    said = run("-c", code, ALLOWED_HOSTS="", SITE_URL="")
    assert said.stdout.strip() == "[] True"

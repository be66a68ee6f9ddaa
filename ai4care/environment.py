"""The only place that reads the environment: each name also has a *_FILE variant that holds its value."""

import os
from pathlib import Path
from typing import overload

PROJECT = Path(__file__).resolve().parent.parent
PROFILES = ("production", "demo")
_TRUE = {"1", "true", "yes", "on", "ja"}
_FALSE = {"", "0", "false", "no", "off", "nee"}


class EnvironmentProblem(Exception):
    """A setting is unreadable or contradicts another; its text is one sentence for people."""


def given(name: str) -> bool:
    """Whether the environment holds a value for `name`, directly or through `name`_FILE."""
    return bool(os.environ.get(name) or os.environ.get(f"{name}_FILE"))


@overload
def read(name: str) -> str | None: ...
@overload
def read(name: str, *, default: str) -> str: ...
def read(name: str, *, default: str | None = None) -> str | None:
    """The value of `name`, or the content of the file that `name`_FILE names, or `default`.

    An empty value counts as absent. Raises EnvironmentProblem when both variants are given or the
    file cannot be read.
    """
    value, file = os.environ.get(name, ""), os.environ.get(f"{name}_FILE", "")
    if value and file:
        raise EnvironmentProblem(f"{name} en {name}_FILE zijn allebei ingesteld: laat er één weg.")
    return (_content(name, file) if file else value) or default


def flag(name: str, *, default: str = "") -> bool:
    """Whether `name` says yes (1, true, yes, on, ja); anything unclear raises EnvironmentProblem."""
    value = read(name, default=default).strip().lower()
    if value not in _TRUE | _FALSE:
        raise EnvironmentProblem(f"{name} moet ja of nee zeggen (1 of 0), niet '{value}'.")
    return value in _TRUE


def words(name: str, *, default: str = "") -> list[str]:
    """The values of `name`, separated by commas or white space, in order."""
    return read(name, default=default).replace(",", " ").split()


def profile() -> str:
    """`production` (the secure default) or `demo` (relaxed, for one machine only)."""
    value = read("AI4CARE_PROFILE", default="production")
    if value not in PROFILES:
        raise EnvironmentProblem(f"AI4CARE_PROFILE is '{value}', maar mag alleen production of demo zijn.")
    return value


def var() -> Path:
    """The folder that holds all state: AI4CARE_VAR, or var/ in the project."""
    return Path(read("AI4CARE_VAR", default=str(PROJECT / "var"))).expanduser().resolve()


def _content(name: str, file: str) -> str:
    try:
        return Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as problem:
        raise EnvironmentProblem(f"{name}_FILE wijst naar {file}, maar dat is niet te lezen.") from problem

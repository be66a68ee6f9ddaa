"""Settings come from the environment or from files that it names, and mistakes get one sentence."""

from pathlib import Path

import pytest

from ai4care import environment


def test_a_value_is_read_from_the_file_that_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = tmp_path / "secret"
    secret.write_text("uit-een-bestand\n")
    monkeypatch.delenv("SECRET_KEY", raising=False)
    monkeypatch.setenv("SECRET_KEY_FILE", str(secret))
    assert environment.read("SECRET_KEY") == "uit-een-bestand"
    assert environment.given("SECRET_KEY")


def test_a_value_and_a_file_together_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "a")
    monkeypatch.setenv("SECRET_KEY_FILE", str(tmp_path))
    with pytest.raises(environment.EnvironmentProblem, match="allebei ingesteld"):
        environment.read("SECRET_KEY")


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_KEY_FILE", str(tmp_path / "weg"))
    with pytest.raises(environment.EnvironmentProblem, match="MODEL_KEY_FILE wijst naar"):
        environment.read("MODEL_KEY")


def test_an_empty_value_counts_as_absent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MODEL_NAME", "")
    assert environment.read("MODEL_NAME") is None
    assert environment.read("MODEL_NAME", default="klein") == "klein"


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("ja", True), ("0", False), ("", False), ("False", False)])
def test_a_flag_understands_yes_and_no(said: str, meant: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHIND_PROXY", said)
    assert environment.flag("BEHIND_PROXY") is meant


def test_an_unclear_flag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BEHIND_PROXY", "misschien")
    with pytest.raises(environment.EnvironmentProblem, match="ja of nee"):
        environment.flag("BEHIND_PROXY")


def test_words_are_split_on_commas_and_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "een.example, twee.example drie.example")
    assert environment.words("ALLOWED_HOSTS") == ["een.example", "twee.example", "drie.example"]


def test_an_unknown_profile_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AI4CARE_PROFILE", "test")
    with pytest.raises(environment.EnvironmentProblem, match="alleen production of demo"):
        environment.profile()

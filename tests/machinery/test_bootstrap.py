"""The first command on a fresh machine says in one sentence what is missing."""

import subprocess
import sys
from pathlib import Path

import pytest

from ai4care import bootstrap, environment

OLD_PYTHON = "import sys; sys.version_info = (3, 9, 2)"
NO_VENV = """
import importlib.util as util
found = util.find_spec
util.find_spec = lambda name, *rest: None if name == "ensurepip" else found(name, *rest)
"""
RUN = "import sys, runpy; sys.argv = ['bootstrap', {file!r}]; runpy.run_path({script!r}, run_name='__main__')"


def bootstrapped(folder: Path, *, on: str = "") -> subprocess.CompletedProcess[str]:
    """Run the bootstrap in `folder`, on a Python that `on` first makes poorer."""
    script = str(environment.PROJECT / "ai4care" / "bootstrap.py")
    run = RUN.format(file=str(environment.PROJECT / "requirements.txt"), script=script)
    return subprocess.run([sys.executable, "-c", f"{on}\n{run}"], cwd=folder, capture_output=True, text=True)


def test_an_old_python_is_named(tmp_path: Path) -> None:
    refused = bootstrapped(tmp_path, on=OLD_PYTHON)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.startswith("AI4Care vraagt Python 3.11 of later, dit is 3.9")


def test_a_missing_python3_venv_is_named(tmp_path: Path) -> None:
    refused = bootstrapped(tmp_path, on=NO_VENV)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert refused.stderr.strip() == bootstrap.NO_VENV
    assert not (tmp_path / ".venv").exists()


def test_an_unwritable_folder_is_named() -> None:
    refused = bootstrapped(Path("/proc"))
    assert refused.returncode == 1
    assert refused.stderr.startswith("In de map /proc kan niet geschreven worden")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left", "De schijf is vol"),
        ("THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "vastgelegde controlesom"),
        ("ERROR: No matching distribution found for django==5.2", "niet bereikbaar"),
        ("ERROR: iets anders", "De installatie mislukte: ERROR: iets anders"),
        ("", "Er kwam geen uitleg"),
    ],
)
def test_what_pip_said_becomes_one_sentence(said: str, sentence: str) -> None:
    assert sentence in bootstrap.explained(said)
    assert "\n" not in bootstrap.explained(said)


def test_every_package_is_pinned_with_a_hash() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (environment.PROJECT / name).read_text()
        pins = bootstrap.pinned_in(str(environment.PROJECT / name))
        assert pins == text.count("==") - text.count(" ==")
        assert text.count("--hash=sha256:") >= pins > 10
        assert "://" not in text

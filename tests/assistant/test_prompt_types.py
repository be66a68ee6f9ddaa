"""Only pseudonymised text fits through the gateway: sending a plain string is a type error, and the checker says so."""

import subprocess
import sys
from pathlib import Path

from ai4care.environment import PROJECT

SNIPPET = """
from assistant.gateway.door import Prompt
from cases.pseudonymiser import Key, SafeText, hide

def prompt(safe: SafeText) -> None:
    Prompt(name="x", instructions="x", about=safe, sources="", schema={})
    Prompt(name="x", instructions="x", about=hide("Lotte", key=Key()).safe, sources="", schema={})
"""
RAW = SNIPPET + '    Prompt(name="x", instructions="x", about="Lotte bleef thuis.", sources="", schema={})\n'
SETTINGS = """
[mypy]
strict = True
follow_imports = silent
[mypy-openai.*,django.*]
follow_imports = skip
ignore_missing_imports = True
"""


def check(folder: Path, snippet: str) -> str:
    (folder / "snippet.py").write_text(snippet)
    (folder / "mypy.ini").write_text(SETTINGS)
    command = [sys.executable, "-m", "mypy", "--config-file", str(folder / "mypy.ini"),
               "--cache-dir", str(folder / "cache"), str(folder / "snippet.py")]  # fmt: skip
    return subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=150).stdout


def test_a_plain_string_does_not_fit_and_safe_text_does(tmp_path: Path) -> None:
    assert "Success" in check(tmp_path, SNIPPET)
    said = check(tmp_path, RAW)
    assert 'Argument "about" to "Prompt" has incompatible type "str"; expected "SafeText"' in said
    assert "Found 1 error" in said

"""The direction of imports, and what a process does not load before it needs it."""

import ast
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
LINT = Path(sys.executable).with_name("lint-imports")
APPS = ("organisations", "cases", "knowledge", "referrals", "assistant", "feedback", "privacy")
HEAVY = ("openai", "numpy", "onnx", "onnxruntime", "sentencepiece", "wordfreq", "ahocorasick", "playwright")
"""Each takes a tenth of a second or more, and most pages need none of them."""
PLANTED = {
    "Each app imports only from the apps before it": ("organisations/scope.py", "import cases.vault"),
    "Within an app: urls, views, forms, tasks, actions, queries, permissions, models, rules": (
        "cases/permissions.py",
        "import cases.forms",
    ),
    "Rules decide without Django": ("cases/rules.py", "import django"),
}


def _sources(*folders: str) -> Iterator[Path]:
    return (path for folder in folders for path in (ROOT / folder).rglob("*.py") if "migrations" not in path.parts)


def _imported(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {str(node.module), *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found


def _lint(folder: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([LINT, "--no-cache"], cwd=folder, capture_output=True, text=True)


def test_imports_go_one_way() -> None:
    linted = _lint(ROOT)
    assert linted.returncode == 0, linted.stdout


def test_an_import_upward_is_seen(tmp_path: Path) -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    for package in held["root_packages"]:
        for path in (ROOT / package).rglob("*.py"):
            copy = tmp_path / path.relative_to(ROOT)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, copy)
    for file, line in PLANTED.values():
        with (tmp_path / file).open("a") as source:
            source.write(f"\n{line}\n")
    said = " ".join(_lint(tmp_path).stdout.split())
    for contract in PLANTED:
        assert f"{contract} BROKEN" in said
    assert {contract["name"] for contract in held["contracts"]} == set(PLANTED)


def test_every_app_of_ours_stands_in_the_contracts() -> None:
    held = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    ours = [name for name in settings.INSTALLED_APPS if (ROOT / name / "apps.py").exists()]
    assert set(held["root_packages"]) == set(ours) == {*APPS, "ai4care"}
    assert set(held["contracts"][1]["containers"]) == set(APPS)


def test_nothing_of_the_product_imports_the_tests_or_the_benchmarks() -> None:
    for path in _sources(*APPS, "ai4care"):
        assert not {name for name in _imported(path) if name.split(".")[0] in {"tests", "benchmarks"}}, path


def test_the_library_that_calls_its_maker_is_loaded_only_where_that_is_switched_off() -> None:
    importing = {
        path.relative_to(ROOT) for path in _sources(*APPS, "ai4care", "benchmarks") if "onnxruntime" in _imported(path)
    }
    assert importing == {Path("knowledge/embedded/encoder.py")}


def test_no_view_passes_the_doors_by() -> None:
    """A case, a note and an analysis are fetched by their door, or from the case that a door gave."""
    for path in _sources(*APPS):
        if "views" in path.parts or path.stem in {"views", "api"}:
            assert "Case.objects.get(" not in path.read_text(), path
            assert "get_object_or_404(Case" not in path.read_text(), path
            assert "get_object_or_404(Analysis" not in path.read_text(), path


def test_heavy_libraries_are_not_loaded_before_they_are_needed() -> None:
    script = "import sys, django; django.setup(); import ai4care.urls; print(*sys.modules)"
    started = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert started.returncode == 0, started.stderr
    assert set(HEAVY) & set(started.stdout.split()) == set()

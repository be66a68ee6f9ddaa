"""Templates keep to the content security policy, and every icon, file and component they name exists."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles.finders import find

TEMPLATES = sorted(Path("templates").rglob("*.html"))
SPRITE = set(re.findall(r'<symbol id="([\w-]+)"', Path("static/vendor/lucide/icons.svg").read_text(encoding="utf-8")))
DRAWN = set(
    re.findall(
        r"\.([a-zA-Z][\w-]*)", "".join(path.read_text(encoding="utf-8") for path in Path("static").rglob("*.css"))
    )
)
INSIDE_A_LINE = ("chip", "cite", "icon", "support", "filter", "bar", "label_model")


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|hx-on|javascript:", text)
    for attributes in re.findall(r"<script\b([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_what_a_template_names_exists(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    icons = re.findall(r'icon\.html" with name="([\w-]+)"(?!\|)', text)
    assert set(icons) <= SPRITE
    for asset in re.findall(r"{% static '([^']+)' %}", text):
        assert find(asset), asset
    for part in re.findall(r'{% (?:include|extends) "((?:components|look|errors|base)[^"]*)"', text):
        assert (Path("templates") / part).is_file(), part


@pytest.mark.parametrize("path", TEMPLATES, ids=str)
def test_every_class_that_a_template_names_is_drawn_by_a_stylesheet(path: Path) -> None:
    tags_gone = re.sub(r"{%.*?%}|{{.*?}}", "\0", path.read_text(encoding="utf-8"))
    named = {name for held in re.findall(r'class="([^"]*)"', tags_gone) for name in held.replace("\0", " \0 ").split()}
    assert {name for name in named if "\0" not in name and not name.endswith(("-", "--"))} <= DRAWN


@pytest.mark.parametrize("name", INSIDE_A_LINE)
def test_a_component_inside_a_line_adds_no_blank_after_it(name: str) -> None:
    assert not Path(f"templates/components/{name}.html").read_text(encoding="utf-8")[-1].isspace()


@pytest.mark.parametrize("path", sorted(Path("templates/components").glob("*.html")), ids=str)
def test_a_component_says_its_variables_on_top(path: Path) -> None:
    assert re.match(r"({% load static %})?{# .+ #}", path.read_text(encoding="utf-8"))


def test_notes_are_never_kept_in_local_storage() -> None:
    users = {
        path.name for path in Path("static/js").glob("*.js") if "localStorage." in path.read_text(encoding="utf-8")
    }
    assert users == {"page.js", "theme.js"}  # the choice of light or dark


def test_every_kind_of_token_has_its_icon() -> None:
    line = Path("templates/components/chip.html").read_text(encoding="utf-8").split("#}")[0]
    kinds = re.search(r"kind: (.+?); name", line)
    assert kinds
    assert {f"kind-{kind}" for kind in re.findall(r"[a-z]+", kinds[1].replace("also:", ""))} <= SPRITE

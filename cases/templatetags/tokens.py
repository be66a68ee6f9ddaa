"""Shows pseudonymised text: tokens become chips, and names only while they are shown."""

import re
from collections.abc import Mapping
from functools import cache

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from cases.pseudonymiser import SafeText

register = template.Library()
TOKEN = re.compile(r"\[([A-ZÀ-Ž][A-ZÀ-Ž-]*(?:-\d+)?)(?:: [^\]\n]{1,60})?\]")
KINDS = (
    ("JONGERE", "young"), ("MOEDER", "parent"), ("VADER", "parent"), ("PLEEGOUDER", "parent"), ("SCHOOL", "school"),
    ("HULPVERLENER", "carer"), ("ADRES", "place"), ("PLAATS", "place"), ("POSTCODE", "place"), ("TELEFOON", "phone"),
    ("EMAIL", "mail"), ("DATUM", "date"), ("GEBOORTEDATUM", "date"), ("ORGANISATIE", "organisation"), ("LINK", "link"),
    ("VOERTUIG", "car"), ("REKENING", "bank"), ("RIJKSREGISTER", "number"), ("DOSSIER", "number"),
)  # fmt: skip
_WORD, _NAME = "0word0", "0name0"


@register.filter
def tokens(text: SafeText | str, names: Mapping[str, str] | None = None) -> SafeString:
    """The text as paragraphs with a chip for each token; `names` (token body to name) only while they are shown."""
    return mark_safe(linebreaks(token_line(text, names)))


@register.filter
def token_line(text: SafeText | str, names: Mapping[str, str] | None = None) -> SafeString:
    """The same on one line."""
    escaped = str(conditional_escape(str(text)))
    return mark_safe(TOKEN.sub(lambda found: _chip(found.group(1), found.group(0)[1:-1], names or {}), escaped))


@register.filter
def token_chip(body: str, names: Mapping[str, str] | None = None) -> SafeString:
    """The chip of one token."""
    return mark_safe(_chip(body, escape(body), names or {}))


@register.filter
def kind_of(token: str) -> str:
    """The icon that goes with a token."""
    return next((kind for prefix, kind in KINDS if token.startswith(prefix)), "person")


def _chip(body: str, word: str, names: Mapping[str, str]) -> str:
    """The chip for a word that is escaped already."""
    name = names.get(body, "")
    frame = _frame(kind_of(body), named=bool(name))
    return frame.replace(_WORD, word).replace(_NAME, escape(name))


@cache
def _frame(kind: str, *, named: bool) -> str:
    """The component, rendered once for each kind: a page shows hundreds, and a template engine call each is slow."""
    context = {"token": _WORD, "kind": kind, "name": _NAME if named else ""}
    return render_to_string("components/chip.html", context).strip()

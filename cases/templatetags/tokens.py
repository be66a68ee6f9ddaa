"""Shows pseudonymised text: tokens become chips, and names only while they are shown."""

import re
from collections.abc import Mapping

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape, linebreaks
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


@register.filter
def tokens(text: SafeText | str, names: Mapping[str, str] | None = None) -> SafeString:
    """The text as paragraphs with a chip for each token; `names` (token body to name) only while they are shown."""
    escaped = str(conditional_escape(str(text)))
    shown = TOKEN.sub(lambda found: _chip(found, names or {}), escaped)
    return mark_safe(linebreaks(mark_safe(shown)))


@register.filter
def token_line(text: SafeText | str, names: Mapping[str, str] | None = None) -> SafeString:
    """The same on one line."""
    escaped = str(conditional_escape(str(text)))
    return mark_safe(TOKEN.sub(lambda found: _chip(found, names or {}), escaped))


@register.filter
def token_chip(body: str, names: Mapping[str, str] | None = None) -> SafeString:
    """The chip of one token."""
    return mark_safe(_drawn(body, f"[{body}]", names or {}))


@register.filter
def kind_of(token: str) -> str:
    """The icon that goes with a token."""
    return next((kind for prefix, kind in KINDS if token.startswith(prefix)), "person")


def _chip(found: re.Match[str], names: Mapping[str, str]) -> str:
    return _drawn(found.group(1), found.group(0), names)


def _drawn(body: str, token: str, names: Mapping[str, str]) -> str:
    context = {"token": token, "kind": kind_of(body), "name": names.get(body, "")}
    return render_to_string("components/chip.html", context).strip()

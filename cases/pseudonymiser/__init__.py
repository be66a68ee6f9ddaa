"""Hides who a Flemish care note is about, and can show it again to who may see it: pure Python, no Django."""

from cases.pseudonymiser.gender import pronouns
from cases.pseudonymiser.hiding import Hidden, find, hide, reveal
from cases.pseudonymiser.key import Entry, Key, KnownPerson
from cases.pseudonymiser.policy import Ages, Policy
from cases.pseudonymiser.rare import Facts, RareCombination, rare_combinations
from cases.pseudonymiser.safe_text import PseudonymiserError, SafeText
from cases.pseudonymiser.spans import LABELS, Span

__all__ = [
    "LABELS",
    "Ages",
    "Entry",
    "Facts",
    "Hidden",
    "Key",
    "KnownPerson",
    "Policy",
    "PseudonymiserError",
    "RareCombination",
    "SafeText",
    "Span",
    "find",
    "hide",
    "pronouns",
    "rare_combinations",
    "reveal",
]

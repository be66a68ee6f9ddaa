"""Whether somebody is he or she, where the text says it or the first name leaves no doubt; never a guess."""

import gzip
import re
from functools import cache

from cases.pseudonymiser.key import Entry, Key, prefix_of
from cases.pseudonymiser.letters import fold, folded_words
from cases.pseudonymiser.rules import LEXICONS, rule_words
from cases.pseudonymiser.safe_text import SafeText, _seal
from cases.pseudonymiser.spans import Candidate
from cases.pseudonymiser.tokens import bodies_in, write

# Said as both, or as neither: from then on nothing is said about it.
UNSAID = "?"
_HE, _SHE = rule_words("he_words"), rule_words("she_words")
_NOBODY = frozenset(("FAMILIENAAM",))
_OPENING = (" (", "(", ", een ", " is een ")
_LONGEST = 24
_BEHIND = re.compile(
    r"(?i) ?\((?:[^()\n]{1,14}[,;] ?)?(?:(?P<he>m|man|jongen|hij|he|il|hij/hem)"
    r"|(?P<she>v|vrouw|meisje|zij|ze|she|elle|zij/haar)"
    r"|(?P<other>x|die|die/hen|hen/hun|hen|non-binair|they|they/them))(?:[,;/] ?[^()\n]{1,14})?\)"
    r"|(?:,| is) een (?:\w+ )?(?:(?P<boy>jongen|jongeman|man)|(?P<girl>meisje|jongedame|jonge vrouw|vrouw))\b"
)
_PRONOUNS = {"m": "hij/hem/zijn", "v": "zij/haar"}


def gender_said(text: str, found: Candidate) -> str:
    """Return "m" or "v" when the word before a mention or what is right behind it says so, "?" for neither, or ""."""
    if text[found.start - 1 : found.start] == " ":
        word = fold(text[max(0, found.start - _LONGEST) : found.start - 1].rpartition(" ")[2].rstrip("."))
        if word in _HE or word in _SHE:
            return "m" if word in _HE else "v"
    behind = _BEHIND.match(text, found.end) if text.startswith(_OPENING, found.end) else None
    if behind is None:
        return ""
    if behind["other"]:
        return UNSAID
    return "m" if behind["he"] or behind["boy"] else "v"


def both_said(known: str, said: str) -> str:
    """Return what is known of somebody's gender when a text says it again: what differs is unsaid from then on."""
    return known if not said or known == said else UNSAID if known else said


def pronouns(key: Key, *, text: SafeText) -> SafeText | None:
    """Return one line that says who of this text is he and who is she, or None when it is known of nobody.

    Left out is who has a role that says it, such as [BROER-1]. Known is what the texts of the case said beside the
    name, otherwise the first name where one gender alone bears it.
    """
    there = bodies_in(text.text)
    known = [(entry, _gender(entry)) for entry in key.entries if entry.label == "PERSON" and entry.token in there]
    said = [f"{write(entry.token, form=0)} {_PRONOUNS[gender]}" for entry, gender in known if gender in _PRONOUNS]
    return _seal(f"Voornaamwoorden: {'; '.join(said)}.") if said else None


def _gender(entry: Entry) -> str:
    prefix = prefix_of(entry.role)
    if prefix in _NOBODY or prefix.lower() in _HE or prefix.lower() in _SHE:
        return ""
    if entry.gender:
        return entry.gender
    words = folded_words(entry.name)
    return _genders().get(words[0], "") if words else ""


@cache
def _genders() -> dict[str, str]:
    lines = gzip.decompress((LEXICONS / "genders.txt.gz").read_bytes()).decode().splitlines()
    return {name: line[0] for line in lines for name in line[2:].split(" ")}

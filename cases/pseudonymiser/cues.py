"""Words that announce what the next thing is: "dossiernr.", "IBAN:", "gsm", "nummerplaat"."""

from cases.pseudonymiser.forms import signs
from cases.pseudonymiser.rules import rule_words

_KINDS = ("national", "account", "phone", "file", "plate", "handle")
_WORDS = {word: kind for kind in _KINDS for word in rule_words(f"{kind}_cues")}
_STARTS = {"rijksregister": "national", "rekening": "account", "telefoon": "phone", "dossier": "file"}
_HEADS = tuple(_STARTS)


def _cue(word: str) -> str:
    """Return the kind of thing a folded word announces, or ""."""
    kind = _WORDS.get(word, "")
    if kind or len(word) < 6:
        return kind
    if word.startswith(_HEADS):
        return next(kind for start, kind in _STARTS.items() if word.startswith(start))
    return "file" if word.endswith(("nummer", "kenmerk", "referte", "nr")) else ""


NATIONAL, ACCOUNT, PHONE, FILE, PLATE, HANDLE = signs(lambda form: _cue(form.folded), _KINDS)

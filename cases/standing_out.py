"""Warnings about combinations that point at one family without a name. They never block."""

import logging
from collections.abc import Iterable

from cases.models import Case, Note
from cases.pseudonymiser import Facts, rare_combinations
from cases.standing import Piece, pieces_of, typed
from cases.vault import Secrets

COARSER = "Schrijf het grover waar dat kan: wat er gebeurde in algemene woorden, of zonder de plaats of de leeftijd."
log = logging.getLogger("ai4care.cases")


def warnings_in(text: str, *, case: Case, secrets: Secrets) -> tuple[str, ...]:
    """A sentence for each combination that stands out in a typed text; mostly none. The sentences quote the text."""
    facts = Facts(age=case.age, municipality=secrets.municipality)
    try:
        return tuple(dict.fromkeys(found.sentence for found in rare_combinations(text, facts=facts)))
    except Exception as problem:  # a warning may fail; the text is kept all the same
        log.warning("looking for rare combinations failed: %s", type(problem).__name__)
        return ()


def warnings_about(note: Note, *, secrets: Secrets) -> tuple[str, ...]:
    """The same for a stored note: what is hidden in the note is hidden in the sentence."""
    pieces = pieces_of(note.text, key=secrets.key)
    found = warnings_in(typed(pieces), case=note.case, secrets=secrets)
    return tuple(_hidden(sentence, pieces) for sentence in found)


def _hidden(sentence: str, pieces: Iterable[Piece]) -> str:
    for piece in sorted((p for p in pieces if p.token), key=lambda p: -len(p.words)):
        sentence = sentence.replace(" ".join(piece.words.split()), piece.readable)
    return sentence

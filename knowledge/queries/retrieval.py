"""Finds the passages that answer a question: the public door of the knowledge bank."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from knowledge.beyond import beyond
from knowledge.embedding import embed_query, in_force
from knowledge.fitted.adapter import closeness_weight, turned
from knowledge.fitted.sureness import ENOUGH, sureness
from knowledge.queries.candidates import candidates, vector_parameters
from knowledge.queries.live import EVERYTHING, Filters, live_ones, live_parameters
from knowledge.queries.passages import Passage, passages_by_id
from knowledge.queries.pieces import pieces_of_versions
from knowledge.queries.shortlist import shortlist
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.words import words_of
from knowledge.rules.asking import parts_asked_for
from knowledge.rules.passages import CONTRADICTIONS, SUMMARY
from knowledge.rules.ranking import PieceScore, Placed, best_pieces, measures, ranked, why_found
from knowledge.rules.terms import Asked, analysed

__all__ = ["Filters", "Passage", "Ranked", "Retrieved", "ranked_sources", "retrieve", "retrieve_to_answer"]
NO_ANSWER = frozenset({SUMMARY, CONTRADICTIONS, "indications", "questions", "reflection"})
"""Parts that repeat what people ask or say what else there is: near to every question, and an answer to none."""


@dataclass(frozen=True)
class Retrieved:
    """The best passage of each source, best first.

    Not answered: the passages are only the nearest, and `beyond` may say why no article can answer such a question.
    """

    passages: tuple[Passage, ...]
    answered: bool
    best_score: float
    beyond: str = ""


@dataclass(frozen=True)
class Ranked:
    """The slugs of the sources, best first, each once."""

    slugs: tuple[str, ...]
    answered: bool
    best_score: float


def retrieve(question: str, *, k: int = 10, filters: Filters = EVERYTHING) -> Retrieved:
    """The k best sources for a question, each with the passage that speaks for it, inside the scope that is open.

    Only validated versions that hold on the date are looked at. Costs 20 to 50 ms, mostly the question's embedding.
    Raises NoScope outside an organisation and EmbeddingProblem when a served model does not answer.
    """
    found = _find(question, filters, k=k)
    passages = _speaking(found, found.order[:k]) if found.order else ()
    return Retrieved(
        passages, answered=found.answered, best_score=found.sureness, beyond="" if found.answered else found.beyond
    )


def retrieve_to_answer(question: str, *, sources: int, each: int, filters: Filters = EVERYTHING) -> Retrieved:
    """The passages of the best sources that can hold an answer, up to `each` of a source, in the order of the sources.

    What only says for whom, or asks back, is left out (NO_ANSWER) unless the question looks for it, such as for what
    something is. Costs and raises as `retrieve`.
    """
    found, preferred = _find(question, filters, k=sources), parts_asked_for(question)
    chosen, left_out = found.order[:sources], NO_ANSWER - preferred
    passages = _speaking(found, chosen, each=each, without=left_out, preferred=preferred) if chosen else ()
    beyond = "" if found.answered else found.beyond
    return Retrieved(passages, answered=found.answered, best_score=found.sureness, beyond=beyond)


def ranked_sources(question: str, *, k: int = 10, filters: Filters = EVERYTHING) -> Ranked:
    """The slugs of the k best sources, without their passages; as `retrieve`, and a little faster."""
    found = _find(question, filters, k=k)
    slugs = tuple(placed.candidate.slug for placed in found.order[:k])
    return Ranked(slugs, answered=found.answered, best_score=found.sureness)


@dataclass(frozen=True)
class _Found:
    """The candidates in their order, each slug once, and how sure it is that the first one answers."""

    order: tuple[Placed, ...]
    sureness: float
    beyond: str
    asked: Asked
    parameters: dict[str, Any]
    rarity: Mapping[str, float]

    @property
    def answered(self) -> bool:
        return self.sureness >= ENOUGH


def _find(question: str, filters: Filters, *, k: int) -> _Found:
    """Nothing is embedded or looked up for a question that holds no letter or digit at all.

    While a thread makes the vector, this one asks what lives and where the words of the question stand.
    """
    limits = live_parameters(filters)
    if not any(char.isalnum() for char in question):
        return _Found((), 0.0, "", analysed(question, vocabulary=vocabulary()), limits, {})
    model = in_force()
    with ThreadPoolExecutor(1) as beside:
        making = beside.submit(embed_query, question, by=model)
        asked = analysed(question, vocabulary=vocabulary())
        live = live_ones(limits)
        words = words_of(asked.terms, limits, live=live)
        vector = making.result()
    asking = limits | vector_parameters(turned(vector, by=model), model=model.name)
    likely = shortlist(asking, live=live, words=words, k=k)
    order = ranked(candidates(asking, live=likely, words=words), closeness=closeness_weight(model))
    away = beyond(vector, by=model)
    sure = sureness(measures(order, asked=asked, beyond=away.closeness), question=vector, by=model) if order else 0.0
    parameters = limits | vector_parameters(vector, model=model.name)
    return _Found(_once_per_slug(order), sure, away.sentence, asked, parameters, words.rarity)


def _once_per_slug(order: Sequence[Placed]) -> tuple[Placed, ...]:
    seen: dict[str, Placed] = {}
    for placed in order:
        seen.setdefault(placed.candidate.slug, placed)
    return tuple(seen.values())


def _speaking(
    found: _Found,
    chosen: Sequence[Placed],
    *,
    each: int = 1,
    without: Collection[str] = (),
    preferred: Collection[str] = (),
) -> tuple[Passage, ...]:
    pieces: defaultdict[UUID, list[PieceScore]] = defaultdict(list)
    versions = [one.candidate.version_id for one in chosen]
    for piece in pieces_of_versions(found.parameters, rarity=found.rarity, versions=versions):
        if piece.kind not in without:
            pieces[piece.version_id].append(piece)
    speaking = [
        (piece, one)
        for one in chosen
        for piece in best_pieces(pieces[one.candidate.version_id], most=each, preferred=preferred)
    ]
    best = {piece.chunk_id: (piece, one) for piece, one in speaking}
    passages = passages_by_id(best)
    return tuple(
        replace(passages[key], score=one.score, why=why_found(found.asked.terms, piece.terms))
        for key, (piece, one) in best.items()
    )

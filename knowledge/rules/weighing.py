"""How strongly the terms of an article count, by where they stand (BM25 with fields)."""

from collections import Counter
from collections.abc import Iterable, Mapping

from knowledge.rules.article import Article
from knowledge.rules.compounds import Splitter
from knowledge.rules.passages import SUMMARY, Piece
from knowledge.rules.terms import index_terms

HEAD = -1
TITLE, LAY_TERMS, SITUATIONS, HEADING = 3.0, 2.0, 1.0, 0.5
KIND_WEIGHTS = {SUMMARY: 1.5, "contra_indications": 0.7, "questions": 0.7, "reflection": 0.5}
USUAL_LENGTH = 1200.0
"""Terms of an ordinary article; longer ones count each term for less."""
LENGTH_INFLUENCE = 0.5


def weights_of(article: Article, pieces: Iterable[Piece], *, splitter: Splitter) -> dict[int, Mapping[str, float]]:
    """Unit -> term -> weight.

    Unit HEAD is the title, search words and situations; the others are the positions of pieces.
    """
    units = {HEAD: _head(article, splitter=splitter)}
    for piece in pieces:
        text, heading = (
            index_terms(piece.text, splitter=splitter),
            index_terms(piece.heading, splitter=splitter),
        )
        units[piece.position] = _sum((text, KIND_WEIGHTS.get(piece.kind, 1.0)), (heading, HEADING))
    length = sum(sum(weights.values()) for weights in units.values())
    norm = 1 - LENGTH_INFLUENCE + LENGTH_INFLUENCE * max(length, 1.0) / USUAL_LENGTH
    return {
        unit: {term: round(weight / norm, 4) for term, weight in weights.items()} for unit, weights in units.items()
    }


def _head(article: Article, *, splitter: Splitter) -> dict[str, float]:
    return _sum(
        (index_terms(article.title, splitter=splitter), TITLE),
        (index_terms("\n".join(article.lay_terms), splitter=splitter), LAY_TERMS),
        (index_terms("\n".join(article.situations), splitter=splitter), SITUATIONS),
    )


def _sum(*weighted: tuple[Mapping[str, float], float]) -> dict[str, float]:
    total: Counter[str] = Counter()
    for terms, weight in weighted:
        for term, count in terms.items():
            total[term] += count * weight  # type: ignore[assignment]
    return dict(total)

"""Ranks every live article for a case: by meaning and words, piece by piece, and by the themes the notes show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from assistant.brief import Brief
from assistant.finding.pieces import pieces_of, spread
from assistant.rules.themes import Shown
from knowledge.embedding import Model, embed_query, in_force
from knowledge.fitted.adapter import UNTURNED
from knowledge.queries.candidates import candidates, vector_parameters
from knowledge.queries.live import EVERYTHING, Filters, live_ones, live_parameters
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.words import words_of
from knowledge.rules.ranking import ranked
from knowledge.rules.terms import Term, analysed

EVERYDAY_FILE = Path(__file__).resolve().parent.parent / "data" / "everyday.txt"
EVERYDAY_WEIGHT = 0.4
"""How much of an article's closeness to just any note is taken off; flat between 0.3 and 0.6."""
BEST_PIECES = 2
THEME_WEIGHT = 1.6
"""What a theme's gain of 1 weighs against one standard deviation of closeness; flat between 1.5 and 2.2."""
Scores = Any
"""A numpy array of floats: pieces by articles, or one row; numpy is loaded when somebody asks."""


@dataclass(frozen=True)
class Ranking:
    """The slugs of all articles that fit the age, best first, and the score of each."""

    slugs: tuple[str, ...]
    scores: Mapping[str, float]


def rank_articles(brief: Brief, *, themes: Sequence[Shown]) -> Ranking:
    """Every live article by how close its best pieces and the whole are, above what it is to any note, plus themes.

    An article outside the age counts when a theme asks for it, since it may be about a parent or the caregiver.
    """
    import numpy as np

    pieces = spread(pieces_of(brief.text.for_model()))
    if brief.question is not None:
        pieces += pieces_of(brief.question.for_model()) or [brief.question.for_model()]
    if not any(char.isalnum() for piece in pieces for char in piece):
        return Ranking((), {})
    found = [_scores(piece) for piece in pieces]
    slugs = sorted(found[0])
    if not slugs:
        return Ranking((), {})
    close = _closeness(np.array([[row[slug] for slug in slugs] for row in found]), slugs)
    gains = np.array([sum(shown.gain(slug) for shown in themes) for slug in slugs])
    total = close + THEME_WEIGHT * gains
    fitting = _of_age(brief.age)
    held = {slug: float(total[at]) for at, slug in enumerate(slugs) if slug in fitting or gains[at] >= 1}
    return Ranking(tuple(sorted(held, key=lambda slug: (-held[slug], slug))), held)


def _closeness(found: Scores, slugs: Sequence[str]) -> Scores:
    """The two best pieces of each article and its mean over all pieces, each in standard deviations."""
    import numpy as np

    everyday = everyday_scores()
    usual = _unit(np.array([[everyday.get(slug, 0.0) for slug in slugs]]))
    pieces = _unit(_unit(found) - EVERYDAY_WEIGHT * usual)
    best = np.sort(pieces, axis=0)[::-1][:BEST_PIECES].mean(axis=0, keepdims=True)
    whole: Scores = (_unit(best) + _unit(pieces.mean(axis=0, keepdims=True)))[0]
    return whole


def _unit(rows: Scores) -> Scores:
    """Each row with mean 0 and standard deviation 1; a flat row becomes zeros."""
    import numpy as np

    spread_out = rows.std(axis=1, keepdims=True)
    centred: Scores = rows - rows.mean(axis=1, keepdims=True)
    units: Scores = np.divide(centred, spread_out, out=np.zeros_like(centred), where=spread_out > 1e-9)
    return units


def _scores(piece: str) -> dict[str, float]:
    asked = analysed(piece, vocabulary=vocabulary())
    model = in_force()
    return _scored(asked.terms, embed_query(piece, by=model), model=model)


def everyday_scores() -> dict[str, float]:
    """How close each live article is to a note in which nothing happens: one query."""
    model = in_force()
    return _scored((), everyday_vector(model), model=model)


def _scored(terms: Sequence[Term], vector: Sequence[float], *, model: Model) -> dict[str, float]:
    scores: dict[str, float] = {}
    parameters = live_parameters(EVERYTHING) | vector_parameters(vector, model=model.name)
    live = live_ones(parameters)
    words = words_of(terms, parameters, live=live)
    for placed in ranked(candidates(parameters, live=live, words=words), closeness=UNTURNED):
        scores.setdefault(placed.candidate.slug, placed.score)
    return scores


def _of_age(age: int | None) -> set[str]:
    """The slugs of the articles for this age."""
    return {one.slug for one in live_ones(live_parameters(Filters(age=age))) if one.wanted}


@cache
def everyday_vector(model: Model) -> tuple[float, ...]:
    """The mean of sentences as any note holds them; costs an embedding for each, once a process and model."""
    import numpy as np

    lines = EVERYDAY_FILE.read_text(encoding="utf-8").splitlines()
    mean = np.mean([embed_query(line, by=model) for line in lines], axis=0)
    return tuple((mean / np.linalg.norm(mean)).tolist())

"""Finds what an analysis can rest on: articles close to the case, dangers to check, services nearby."""

import re
from collections import defaultdict
from dataclasses import dataclass

from assistant.brief import Brief
from assistant.composer.signals import signs_in
from assistant.rules.draft import Suggested
from knowledge.queries.articles import ArticleFacts, article_facts, signals_by_slug
from knowledge.queries.retrieval import Filters, ranked_sources
from organisations.scope import organisation_scope
from referrals.gazetteer import Place, locate
from referrals.queries import ServiceFilters, search_services

MOST_ARTICLES = 12
MOST_SAFETY = 3
MOST_SERVICES = 6
MOST_PIECES = 14
PIECE_CHARS = 280
NEARBY_KM = 30
RANK_DAMPING = 3
COUNTED_PIECES = 3
CLOSE_ENOUGH = 0.3
TOKEN = re.compile(r"\[([A-Z]+)[^\]\n]{0,80}\]")
QUESTION_WEIGHT = 2.0
INTAKE = "intake-vraagverheldering"


@dataclass(frozen=True, kw_only=True)
class Found:
    """Articles best first, safety articles whose signals show, services with reasons."""

    articles: tuple[ArticleFacts, ...]
    safety: tuple[ArticleFacts, ...]
    services: tuple[Suggested, ...]
    intake: ArticleFacts | None


def find_sources(brief: Brief) -> Found:
    """Everything found for this case, in one short scope. About 30 ms for each piece of text asked after."""
    with organisation_scope(brief.organisation_id):
        ranked = _ranked(brief)
        safety = _safety(brief, ranked)
        intake = article_facts([INTAKE]).get(INTAKE)
        wanted = [*dict.fromkeys([*(article.slug for article in safety), *ranked])][: MOST_ARTICLES + MOST_SAFETY]
        facts = article_facts(wanted)
        return Found(
            articles=tuple(facts[slug] for slug in ranked[:MOST_ARTICLES] if slug in facts),
            safety=safety,
            intake=intake,
            services=_services(brief, [facts[slug].title for slug in ranked[:3] if slug in facts]),
        )


def pieces_of(text: str) -> list[str]:
    """The text in pieces of a few sentences, each short enough to be one question; [MOEDER] reads as moeder."""
    plain = TOKEN.sub(lambda found: found[1].lower(), text)
    pieces: list[str] = []
    for sentence in re.split(r"(?<=[.!?])\s+|\n+", plain):
        sentence = " ".join(sentence.split())
        if pieces and len(pieces[-1]) + len(sentence) < PIECE_CHARS:
            pieces[-1] = f"{pieces[-1]} {sentence}"
        elif len(sentence) > 15:
            pieces.append(sentence[: 2 * PIECE_CHARS])
    return pieces


def _ranked(brief: Brief) -> list[str]:
    """Slugs by how high the pieces of the case find them: the three best reciprocal ranks count, so length does not."""
    filters = Filters(age=brief.age)
    pieces = pieces_of(brief.text.for_model())
    questions = [(piece, 1.0) for piece in _spread(pieces, most=MOST_PIECES)]
    if brief.question:
        questions.append((brief.question.for_model(), QUESTION_WEIGHT))
    ranks: defaultdict[str, list[float]] = defaultdict(list)
    for question, weight in questions:
        for rank, slug in enumerate(ranked_sources(question, k=10, filters=filters).slugs):
            ranks[slug].append(weight / (RANK_DAMPING + rank))
    score = {slug: sum(sorted(found, reverse=True)[:COUNTED_PIECES]) for slug, found in ranks.items()}
    best = max(score.values(), default=0.0)
    close = [slug for slug in score if score[slug] >= best * CLOSE_ENOUGH]
    return sorted(close, key=lambda slug: (-score[slug], slug))


def _spread(pieces: list[str], *, most: int) -> list[str]:
    """At most so many pieces: the newest half as they are, the older ones at even distances."""
    if len(pieces) <= most:
        return pieces
    recent, older = pieces[-most // 2 :], pieces[: -most // 2]
    step = len(older) / (most - len(recent))
    return [older[int(at * step)] for at in range(most - len(recent))] + recent


def _safety(brief: Brief, ranked: list[str]) -> tuple[ArticleFacts, ...]:
    """Safety articles of which the text shows a signal, most signs first; then those the search put on top."""
    known = article_facts(signals_by_slug().keys())
    text = brief.text.for_model()
    signs = {slug: len(signs_in(text, article)) for slug, article in known.items()}
    shown = [slug for slug in sorted(signs, key=lambda slug: (-signs[slug], slug)) if signs[slug]]
    near = [slug for slug in ranked[:4] if slug in known]
    return tuple(known[slug] for slug in dict.fromkeys([*shown, *near]))[:MOST_SAFETY]


def _services(brief: Brief, topics: list[str]) -> tuple[Suggested, ...]:
    asked = brief.question.for_model() if brief.question else ""
    need = " ".join([asked, *topics, *pieces_of(brief.text.for_model())[-2:]])
    near = locate(brief.municipality) if brief.municipality else None
    filters = ServiceFilters(
        age=brief.age, municipality=near.name if near else None, max_km=NEARBY_KM if near else None
    )
    found = search_services(need, filters=filters, limit=MOST_SERVICES)
    return tuple(Suggested(id=one.id, name=one.name, why=_placeless(one.why, near)) for one in found)


def _placeless(reasons: tuple[str, ...], near: Place | None) -> tuple[str, ...]:
    """The reasons without where the family lives: the municipality stays in the vault."""
    return tuple(reason for reason in reasons if near is None or near.name not in reason)

"""What is not yet known about this case: what its themes leave open, what it denies, what it does not mention."""

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.composer.closeness import stems
from assistant.composer.signals import Danger
from assistant.composer.stating import carried
from assistant.rules.domains import WISH, untouched
from assistant.rules.draft import Statement
from assistant.rules.themes import Shown
from knowledge.queries.articles import ArticleFacts

MOST_THEMES = 5
MOST_DENIED = 2
MOST_DOMAINS = 3
MOST_QUESTIONS = 10
SAME = 0.4
"""The share of its content words from which a question was asked already in other words."""


@dataclass(frozen=True)
class OpenQuestions:
    """Questions that come first and last; `room` says for how many questions of articles there is place between."""

    first: tuple[Statement, ...]
    last: tuple[Statement, ...]

    @property
    def room(self) -> int:
        """How many more fit."""
        return max(0, MOST_QUESTIONS - len(self.first) - len(self.last))


def open_questions(
    *,
    text: str,
    themes: Sequence[Shown],
    articles: Sequence[ArticleFacts],
    dangers: Sequence[Danger],
    intake: ArticleFacts | None,
) -> OpenQuestions:
    """First what the themes leave open and what was denied; last the life domains of which nothing stands there."""
    known = {article.slug: article for article in (*articles, *(danger.article for danger in dangers))}
    asking = [shown for shown in themes if shown.theme.asks][:MOST_THEMES]
    asked = [stems(shown.theme.asks) for shown in asking]
    fresh = [domain for domain in untouched(text) if not any(_same(domain.question, one) for one in asked)]
    domains = sorted(fresh, key=lambda domain: domain.name != WISH)[:MOST_DOMAINS]
    return OpenQuestions(
        first=(
            *(carried(shown.theme.asks, _carrier(shown, known) or intake) for shown in asking),
            *(_denied(danger) for danger in [one for one in dangers if one.denied][:MOST_DENIED]),
        ),
        last=tuple(
            carried(f"Over {domain.name} staat nog niets in de notities. {domain.question}", intake)
            for domain in domains
        ),
    )


def _same(question: str, other: frozenset[str]) -> bool:
    own = stems(question)
    return len(own & other) >= SAME * len(own)


def _carrier(shown: Shown, known: dict[str, ArticleFacts]) -> ArticleFacts | None:
    """The article that the theme points at most, of those at hand."""
    slugs = sorted(shown.theme.brings, key=lambda slug: -shown.theme.brings[slug])
    return next((known[slug] for slug in slugs if slug in known), None)


def _denied(danger: Danger) -> Statement:
    words = ", ".join(dict.fromkeys(sign.text for sign in danger.denied))
    asked = f"De notities zeggen van niet over: {words}. Wie vroeg dat na, wanneer, en met welke woorden?"
    return carried(asked, danger.article)

"""Finds what an analysis can rest on: articles close to the case, dangers to check, services that fit."""

from collections.abc import Mapping
from dataclasses import dataclass

from assistant.brief import Brief
from assistant.composer.closeness import Closeness, stems
from assistant.composer.signals import Danger, dangers_in
from assistant.finding.ranking import Ranking, rank_articles
from assistant.finding.services import suggested_services
from assistant.rules.draft import Suggested
from assistant.rules.note import Note
from assistant.rules.themes import Shown, themes_in
from knowledge.queries.articles import ArticleFacts, article_facts, signals_by_slug
from organisations.scope import organisation_scope

MOST_ARTICLES, LEAST_ARTICLES = 14, 6
LEAST_METHODS = 3
METHOD_TYPES = frozenset({"methodiek", "tool"})
CLOSE_ENOUGH = 0.2
LEAST_SHARED = 2
INTAKE = "intake-vraagverheldering"
SAID_BY_LIVING = {
    "two_homes": "De ouders zijn gescheiden.",
    "foster": "Woont in een pleeggezin.",
    "group": "Woont in een leefgroep.",
    "alone": "Woont op zichzelf.",
}
SAID_BY_ACCESS = {"crisis": "Het is een crisis.", "gerechtelijk": "Er is een jeugdrechter."}
ALMOST_ADULT = 17


@dataclass(frozen=True, kw_only=True)
class Found:
    """Articles best first; for each chosen perspective none of them takes, a close one; dangers; services.

    `because` gives for an article the sentence of the notes that called for it.
    """

    note: Note
    themes: tuple[Shown, ...]
    articles: tuple[ArticleFacts, ...]
    beside: tuple[ArticleFacts, ...]
    because: Mapping[str, str]
    dangers: tuple[Danger, ...]
    services: tuple[Suggested, ...]
    intake: ArticleFacts | None

    @property
    def safety(self) -> tuple[ArticleFacts, ...]:
        """The articles of the dangers that the notes show."""
        return tuple(danger.article for danger in self.dangers if danger.raised)


def find_sources(brief: Brief) -> Found:
    """Everything found for this case, in one short scope: one embedding and one query for each piece of text."""
    note = Note.of(brief.text.for_model())
    themes = themes_in(Note.of(f"{brief.text.for_model()}\n{_asked(brief)}\n{_said_by_facts(brief)}"))
    with organisation_scope(brief.organisation_id):
        ranking = rank_articles(brief, themes=themes)
        facts = article_facts({*ranking.slugs[: 3 * MOST_ARTICLES], *signals_by_slug(), INTAKE})
        ranked = [facts[slug] for slug in ranking.slugs if slug in facts]
        close = _close(ranked, ranking)
        chosen = _chosen(close)
        dangers = dangers_in(note, facts.values(), themes=themes)
        return Found(
            note=note,
            themes=tuple(themes),
            articles=chosen,
            beside=_beside(close, chosen, brief.perspectives),
            because=_because(note, themes, [*chosen, *(danger.article for danger in dangers)]),
            dangers=dangers,
            intake=facts.get(INTAKE),
            services=suggested_services(brief, themes=themes, topics=[one.title for one in chosen[:3]]),
        )


def _asked(brief: Brief) -> str:
    return brief.question.for_model() if brief.question else ""


def _said_by_facts(brief: Brief) -> str:
    """What the coarse facts of the case say, in words that themes know."""
    adult = "Wordt achttien." if brief.age is not None and brief.age >= ALMOST_ADULT else ""
    living, access = SAID_BY_LIVING.get(brief.living_situation, ""), SAID_BY_ACCESS.get(brief.access_track, "")
    return " ".join(part for part in (living, access, adult) if part)


def _close(ranked: list[ArticleFacts], ranking: Ranking) -> list[ArticleFacts]:
    """The articles that come near enough to the closest one, best first, and never fewer than six."""
    least = CLOSE_ENOUGH * ranking.scores[ranked[0].slug] if ranked else 0.0
    return [one for at, one in enumerate(ranked) if at < LEAST_ARTICLES or ranking.scores[one.slug] >= least]


def _chosen(close: list[ArticleFacts]) -> tuple[ArticleFacts, ...]:
    """The closest articles; when they hold few methods, the closest methods take the last places."""
    methods = [article for article in close if article.type in METHOD_TYPES][:LEAST_METHODS]
    absent = [article for article in methods if article not in close[:MOST_ARTICLES]]
    return (*close[: MOST_ARTICLES - len(absent)], *absent)


def _beside(
    close: list[ArticleFacts], chosen: tuple[ArticleFacts, ...], perspectives: tuple[str, ...]
) -> tuple[ArticleFacts, ...]:
    """For each perspective that none of the chosen takes, the closest article that does."""
    taken = {article.perspective for article in chosen}
    absent = [name for name in perspectives if name not in taken]
    nearest = (next((one for one in close if one.perspective == name), None) for name in absent)
    return tuple(one for one in nearest if one is not None)


def _because(note: Note, themes: list[Shown], articles: list[ArticleFacts]) -> dict[str, str]:
    """For each article the sentence of the notes that shows its strongest theme, else the one closest in words."""
    rarity = Closeness(about="", candidates=note.sentences)
    found = {}
    for article in articles:
        sentence = _shown_by_theme(note, themes, article.slug) or _closest_sentence(note, article, rarity)
        if sentence:
            found[article.slug] = sentence
    return found


def _shown_by_theme(note: Note, themes: list[Shown], slug: str) -> str:
    strongest = max(themes, key=lambda shown: shown.gain(slug), default=None)
    if strongest is None or not strongest.gain(slug) or strongest.places[0].sentence >= len(note.sentences):
        return ""
    return note.sentences[strongest.places[0].sentence]


def _closest_sentence(note: Note, article: ArticleFacts, rarity: Closeness) -> str:
    """The sentence that shares at least two stems with when the article helps, weighed by how rare they are."""
    about = stems(" ".join([article.title, article.summary.text, *(fact.text for fact in article.indications)]))
    shared = [(rarity.shared(own, about), len(own & about)) for own in map(stems, note.sentences)]
    best = max(range(len(shared)), key=lambda at: shared[at][0], default=None)
    return note.sentences[best] if best is not None and shared[best][1] >= LEAST_SHARED else ""

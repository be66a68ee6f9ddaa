"""Composes the memo: every claim is a sentence of a validated source, chosen because it is close to the case."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain

from assistant.composer.closeness import Closeness
from assistant.composer.questions import open_questions
from assistant.composer.signals import Danger
from assistant.composer.stating import stated
from assistant.composer.steps import ORDER, due, with_whom
from assistant.rules.draft import Draft, Group, Statement, Suggested
from assistant.rules.themes import Shown
from knowledge.queries.articles import ArticleFacts, Fact

MOST_METHODS = 5
LEAST_METHODS = 2
MOST_STEPS = 7
MOST_THEMES = 6
MOST_RIGHTS = 4
MOST_WITH_RIGHTS = 10
METHOD_TYPES = frozenset({"methodiek", "tool"})
RIGHT_TYPES = frozenset({"wetgeving", "procedure", "privacy"})


@dataclass(frozen=True, kw_only=True)
class Material:
    """All that composing needs: the pseudonymised words, what they show, the articles (best first) and the services.

    `beside` are articles for perspectives that `articles` leave out; `because` gives by slug a sentence of the notes.
    """

    text: str
    question: str
    perspectives: tuple[str, ...]
    perspective_names: dict[str, str]
    articles: tuple[ArticleFacts, ...]
    services: tuple[Suggested, ...]
    dangers: tuple[Danger, ...] = ()
    themes: tuple[Shown, ...] = ()
    beside: tuple[ArticleFacts, ...] = ()
    because: Mapping[str, str] = field(default_factory=dict)
    intake: ArticleFacts | None = None


def compose(material: Material) -> Draft:
    """A draft in which every statement cites its source, or says that it has none. Pure; about 20 ms."""
    chosen = _Chosen(material)
    safety = chosen.safety()
    draft = Draft(
        summary=chosen.summary(),
        unknowns=chosen.unknowns(),
        perspectives=chosen.perspectives(),
        methods=chosen.methods(),
        next_steps=chosen.next_steps(),
        safety=safety,
        rights=chosen.rights(),
        services=material.services,
        reflection=chosen.reflection(),
    )
    return replace(draft, reading=chosen.reading(draft))


class _Chosen:
    """One composition: the articles, the closeness to the case, and what was used already."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.articles = material.articles
        self.raised = [danger for danger in material.dangers if danger.raised]
        sentences = (fact.text for article in self.articles for fact in _all_facts(article))
        self.close = Closeness(about=f"{material.text}\n{material.question}", candidates=sentences)
        self.used: set[str] = set()
        self.opposed: set[frozenset[str]] = set()

    def summary(self) -> tuple[Statement, ...]:
        """What the notes are about, then what the closest articles are about."""
        titles = [shown.theme.title for shown in self.material.themes[:MOST_THEMES]]
        themes = [Statement(text=f"De notities gaan over {_listed(titles)}.", support="note")] if titles else []
        return (*themes, *(stated(article, article.summary) for article in self.articles[:3]))

    def unknowns(self) -> tuple[Statement, ...]:
        asked = open_questions(
            text=self.material.text,
            themes=self.material.themes,
            articles=self.articles,
            dangers=self.material.dangers,
            intake=self.material.intake,
        )
        closest = chain.from_iterable(
            self._closest(article, article.questions, most=1) for article in self.articles[: asked.room]
        )
        return (*asked.first, *closest, *asked.last)

    def perspectives(self) -> tuple[Group, ...]:
        return tuple(group for name in self.material.perspectives if (group := self._perspective(name)))

    def _perspective(self, name: str) -> Group | None:
        known = (*self.articles, *self.material.beside)
        fitting = [article for article in known if article.perspective == name and article.indications][:2]
        statements = tuple(
            chain.from_iterable(self._closest(article, article.indications, most=1) for article in fitting)
        )
        if not statements:
            return None
        return Group(
            heading=self.material.perspective_names.get(name, name),
            subject=name,
            statements=statements,
            contradicted=tuple(
                chain.from_iterable(self._contradictions(article) for article in known if article.perspective == name)
            ),
        )

    def _contradictions(self, article: ArticleFacts) -> Iterable[Statement]:
        present = {other.slug: other for other in (*self.articles, *self.material.beside)}
        for slug, why in article.contradicts:
            pair = frozenset({slug, article.slug})
            if slug in present and pair not in self.opposed:
                self.opposed.add(pair)
                yield stated(article, why)

    def methods(self) -> tuple[Group, ...]:
        """The closest methods and frames, at least two of them methods; those that a sentence calls for come first."""
        fitting = [article for article in self.articles if article.type in METHOD_TYPES]
        frames = [article for article in self.articles if article.type == "kader"]
        chosen = [*fitting[:LEAST_METHODS], *(a for a in self.articles if a in frames or a in fitting[LEAST_METHODS:])]
        ordered = sorted(chosen[:MOST_METHODS], key=lambda article: article.slug not in self.material.because)
        return tuple(self._method(article) for article in ordered)

    def _method(self, article: ArticleFacts) -> Group:
        return Group(
            heading=article.title,
            subject=article.slug,
            because=self.material.because.get(article.slug, ""),
            statements=tuple(self._closest(article, article.indications, most=1)),
            when_not=tuple(self._closest(article, article.contra_indications, most=1)),
            steps=tuple(self._closest(article, article.first_steps, most=2)),
        )

    def next_steps(self) -> tuple[Statement, ...]:
        """One step of each of the closest articles, a danger's first; ordered by when it is due."""
        dangers = [danger.article for danger in self.raised]
        found = []
        for article in dict.fromkeys([*dangers, *self.articles]):
            for step in self._step(article, first=article in dangers):
                when = due(article, step.text, danger=article in dangers)
                found.append(replace(step, when=when, who=with_whom(step.text)))
        return tuple(sorted(found[:MOST_STEPS], key=lambda step: ORDER.index(step.when)))

    def _step(self, article: ArticleFacts, *, first: bool) -> list[Statement]:
        """Of a danger the step its author put first, of the others the closest one."""
        fresh = [fact for fact in article.first_steps if fact.text not in self.used]
        if first:
            return [self._take(article, fact) for fact in fresh[:1]]
        return self._closest(article, fresh, most=1)

    def safety(self) -> tuple[Group, ...]:
        return tuple(
            Group(
                heading=f"{danger.article.title}: na te gaan" + (f" ({danger.told})" if danger.told else ""),
                subject=danger.article.slug,
                because=self.material.because.get(danger.article.slug, ""),
                statements=tuple(self._take(danger.article, fact) for fact in danger.article.protocol),
            )
            for danger in self.raised
        )

    def rights(self) -> tuple[Statement, ...]:
        """The closest right of the closest articles, those of law and procedure first."""
        order = sorted(self.articles[:MOST_WITH_RIGHTS], key=lambda article: article.type not in RIGHT_TYPES)
        found = chain.from_iterable(self._closest(article, article.rights, most=1) for article in order)
        return tuple(found)[:MOST_RIGHTS]

    def reflection(self) -> tuple[Statement, ...]:
        found = [self._closest(article, article.reflection, most=1) for article in self.articles[:4]]
        return tuple(chain.from_iterable(found))

    def reading(self, draft: Draft) -> tuple[Statement, ...]:
        """The articles that nothing above cites, each in its own summary."""
        cited = draft.cited_slugs()
        return tuple(stated(article, article.summary) for article in self.articles if article.slug not in cited)

    def _closest(self, article: ArticleFacts, facts: Sequence[Fact], *, most: int) -> list[Statement]:
        fresh = [fact for fact in facts if fact.text not in self.used]
        order = self.close.closest([fact.text for fact in fresh], most=most)
        return [self._take(article, fresh[at]) for at in order]

    def _take(self, article: ArticleFacts, fact: Fact) -> Statement:
        self.used.add(fact.text)
        return stated(article, fact)


def _listed(words: Sequence[str]) -> str:
    return f"{', '.join(words[:-1])} en {words[-1]}" if len(words) > 1 else words[0]


def _all_facts(article: ArticleFacts) -> Iterable[Fact]:
    return chain(
        article.indications,
        article.contra_indications,
        article.first_steps,
        article.questions,
        article.reflection,
    )

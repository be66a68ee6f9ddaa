"""Thinks about a brief: find, compose (with a model when there is one), check; outside any scope but for look-ups."""

import logging
import re
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from assistant.brief import Brief
from assistant.composer import Material, compose
from assistant.finding import Found, find_sources
from assistant.gateway import Completion, ModelAway, Prompt
from assistant.gateway.choosing import Choice, models_for, note_health
from assistant.gateway.prompts import analysis_prompt
from assistant.gateway.reading import read_answer
from assistant.rules.citations import Passage
from assistant.rules.draft import Draft
from cases.pseudonymiser import Key, SafeText, find
from knowledge.models import Perspective
from knowledge.queries.articles import ArticleFacts
from organisations.runs import Refusal
from organisations.scope import organisation_scope

log = logging.getLogger("ai4care.assistant")
STEPS = (
    ("pseudonimiseren", "Pseudonimiseren nakijken"),
    ("bronnen zoeken", "Bronnen zoeken"),
    ("invalshoeken vergelijken", "Invalshoeken vergelijken"),
    ("citaten nakijken", "Citaten nakijken"),
)
TOKEN = re.compile(r"\[[A-Z][^\[\]~]*(?:~[0-9]+)?\]")
"""A token as it is stored; a bracket that somebody typed is stored with a tilde behind it."""
LEAKS = frozenset(
    {
        "NATIONAL_NUMBER",
        "BANK_ACCOUNT",
        "PHONE",
        "EMAIL",
        "URL_OR_HANDLE",
        "VEHICLE",
        "FILE_NUMBER",
        "DATE_OF_BIRTH",
    }
)


@dataclass(frozen=True, kw_only=True)
class Thought:
    """What thinking gave: the draft, and how it came about."""

    draft: Draft
    seconds: float
    prompt: Prompt | None = None
    completion: Completion | None = None
    fallback: str = ""


def think_about(brief: Brief, *, say: Callable[[str], None]) -> Thought:
    """The analysis of this brief. Raises Refusal when the text still holds an identifier. Calls `say` at each step."""
    started = time.monotonic()
    say(STEPS[0][0])
    for text in (brief.text, brief.question):
        if text is not None:
            refuse_identifiers(text)
    say(STEPS[1][0])
    found = find_sources(brief)
    if not found.articles:
        raise Refusal(
            "De kennisbank vond bij deze tekst geen enkele gevalideerde bron. Schrijf iets meer en vraag opnieuw."
        )
    say(STEPS[2][0])
    thought = _with_model(brief, found, say=say)
    say(STEPS[3][0])
    return Thought(
        draft=thought.draft,
        seconds=time.monotonic() - started,
        prompt=thought.prompt,
        completion=thought.completion,
        fallback=thought.fallback,
    )


def refuse_identifiers(text: SafeText) -> None:
    """The last look before anything leaves: Refusal when a hard identifier still stands in the text."""
    left = find(TOKEN.sub(" ", text.text), key=Key())
    if any(span.label in LEAKS for span in left):
        raise Refusal(
            "In de notities staat nog een nummer of adres dat iemand aanwijst. Er is niets verstuurd. "
            "Open de notitie, markeer het en bewaar opnieuw."
        )


def _with_model(brief: Brief, found: Found, *, say: Callable[[str], None]) -> Thought:
    """The answer of the first model that gives a usable one, in the organisation's order; else the composer's."""
    with organisation_scope(brief.organisation_id):
        choices = models_for(sensitive=brief.sensitive)
    fallback, prompt, health = _why_none(brief, choices), None, []
    passages = _passages(found) if choices else {}
    for choice in choices:
        say(STEPS[2][0])  # renews the lease: each model has its own time
        prompt = analysis_prompt(
            about=_about(brief),
            pronouns=brief.pronouns,
            perspectives=brief.perspectives,
            passages=list(passages.items()),
            context_tokens=choice.door.context_tokens,
        )
        try:
            completion = choice.door.complete(prompt)
            draft = read_answer(completion.text, passages=passages, services=found.services)
        except ModelAway as away:
            log.warning("a model gave no analysis: %s", away)
            fallback = str(away)
            health.append((choice.endpoint, False))
            continue
        _keep_health(brief, [*health, (choice.endpoint, True)])
        return Thought(draft=draft, seconds=0, prompt=prompt, completion=completion)
    _keep_health(brief, health)
    return Thought(draft=_composed(brief, found), seconds=0, fallback=fallback, prompt=prompt)


def _why_none(brief: Brief, choices: Sequence[Choice]) -> str:
    if choices or not brief.sensitive:
        return ""
    return "Deze casus is gevoelig: geen enkel taalmodel buiten de organisatie leest mee."


def _keep_health(brief: Brief, asked: Sequence[tuple[UUID | None, bool]]) -> None:
    known = [(endpoint, answered) for endpoint, answered in asked if endpoint is not None]
    if known:
        with organisation_scope(brief.organisation_id):
            note_health(known)


def _about(brief: Brief) -> SafeText:
    if brief.question is None:
        return brief.text
    return SafeText.joined([brief.text, SafeText.of_platform("Vraag:"), brief.question])


def _composed(brief: Brief, found: Found) -> Draft:
    return compose(
        Material(
            text=brief.text.for_model(),
            question=brief.question.for_model() if brief.question else "",
            perspectives=brief.perspectives,
            perspective_names={value: str(label) for value, label in Perspective.choices},
            articles=found.articles,
            beside=found.beside,
            because=found.because,
            dangers=found.dangers,
            themes=found.themes,
            services=found.services,
            intake=found.intake,
        )
    )


def _passages(found: Found) -> dict[int, Passage]:
    """Numbered from 1: for each article its summary and lists, most useful first."""
    shown = [
        Passage(
            chunk_id=chunk_id,
            slug=article.slug,
            title=article.title,
            version=article.version_number,
            text=text,
        )
        for article in dict.fromkeys([*found.safety, *found.articles[:8]])
        for chunk_id, text in _texts_of(article).items()
    ]
    return dict(enumerate(shown, start=1))


def _texts_of(article: ArticleFacts) -> dict[UUID, str]:
    """The lists of an article as the chunks hold them: one item a line."""
    lines: defaultdict[UUID, list[str]] = defaultdict(list)
    facts = (article.summary, *article.indications, *article.contra_indications, *article.first_steps)
    for fact in (*facts, *article.questions, *article.reflection, *article.protocol, *article.rights):
        lines[fact.chunk_id].append(fact.text)
    return {chunk_id: "\n".join(texts) for chunk_id, texts in lines.items()}

"""Which dangers a note may point at: a signal is raised to be checked by a person, never concluded."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.rules.manner import Manner, Sign, manner_of
from assistant.rules.note import Note
from assistant.rules.themes import Shown
from knowledge.queries.articles import ArticleFacts

WHOLE_WORD = 8  # letters from which a longer word that starts the same is taken to mean the same
MOST_DANGERS = 3
THEME_RAISES = 2.0
"""From this gain on a theme of the note raises a danger by itself; below it only adds to one that is raised."""
WEIGHT = {Manner.SAID: 1.0, Manner.OF_ANOTHER: 0.5, Manner.LONG_AGO: 0.4, Manner.DENIED: 0.0}
IN_WORDS = {
    Manner.SAID: "",
    Manner.OF_ANOTHER: ", bij iemand anders",
    Manner.LONG_AGO: ", vroeger",
    Manner.DENIED: ", ontkend",
}


@dataclass(frozen=True)
class Danger:
    """A safety article with the signs of it in the note; denied signs raise nothing but leave a question."""

    article: ArticleFacts
    signs: tuple[Sign, ...]
    weight: float

    @property
    def raised(self) -> bool:
        """Whether a person should go through its protocol."""
        return self.weight > 0

    @property
    def denied(self) -> tuple[Sign, ...]:
        """The signs that the note denies."""
        return tuple(sign for sign in self.signs if sign.manner == Manner.DENIED)

    @property
    def told(self) -> str:
        """What raised it, in the words of the source and the manner of the note."""
        return ", ".join(dict.fromkeys(f"{sign.text}{IN_WORDS[sign.manner]}" for sign in self.signs[:3]))


def dangers_in(note: Note, articles: Iterable[ArticleFacts], *, themes: Sequence[Shown]) -> tuple[Danger, ...]:
    """The dangers that the note shows, most weight first, at most three raised; then those it only denies."""
    found = [danger for article in articles if article.protocol and (danger := _danger(note, article, themes))]
    ordered = sorted(found, key=lambda danger: (-danger.weight, danger.article.slug))
    raised = [danger for danger in ordered if danger.raised][:MOST_DANGERS]
    return (*raised, *(danger for danger in ordered if not danger.raised))


def signs_in(note: Note, article: ArticleFacts) -> tuple[Sign, ...]:
    """The signals of this article that the note shows, as the article words them, said as they are first.

    The words of a signal stand within one sentence, close together, in any form; long ones also at the start of a
    compound (zelfmoordgedachten).
    """
    found = [
        Sign(signal, place, manner_of(note, place, sign=signal))
        for signal in article.signals
        for place in note.places_of(signal, begins_from=WHOLE_WORD)
    ]
    return tuple(sorted(found, key=lambda sign: -WEIGHT[sign.manner]))


def _danger(note: Note, article: ArticleFacts, themes: Sequence[Shown]) -> Danger | None:
    signs = signs_in(note, article)
    by_theme = _signs_of_themes(note, article, themes)
    weight = sum(WEIGHT[sign.manner] for sign in signs) + sum(gain * WEIGHT[sign.manner] for gain, sign in by_theme)
    every = (*signs, *(sign for _, sign in by_theme if sign.manner != Manner.DENIED))
    return Danger(article, every, weight) if every else None


def _signs_of_themes(note: Note, article: ArticleFacts, themes: Sequence[Shown]) -> list[tuple[float, Sign]]:
    """What the themes that point straight at this danger show, in the words of the note."""
    return [
        (shown.theme.brings[article.slug], Sign(note.words_at(place), place, manner_of(note, place)))
        for shown in themes
        if shown.theme.brings.get(article.slug, 0.0) >= THEME_RAISES
        for place in shown.places
        if place.sentence < len(note.sentences)
    ]

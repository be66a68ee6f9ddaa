"""Finding law: by what it says on a day, by the number of an article, by an old number."""

import datetime
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from knowledge.models import ArticleAlias, Chunk, LawArticle, LawVersion, SourceType, Version
from knowledge.queries.live import LIVE_SQL, Filters, live_parameters
from knowledge.queries.retrieval import Passage, Retrieved, retrieve
from knowledge.rules.passages import PROSE
from knowledge.rules.words import fold

LAW = frozenset({"wetgeving"})
ARTICLE_WORDS = frozenset({"art", "artikel", "artikels", "artikelen"})
MOST = 20
MOST_NAMED = 8
_NUMBER = re.compile(r"\bart(?:ikel|\.|\b)\s*(\d[\w./°-]*)", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class FoundArticle:
    """An article as it read on the day that was asked, and why it is shown."""

    article: LawArticle | None
    version: Version
    text: str
    why: str


@dataclass(frozen=True)
class ArticleFacts:
    """Where the text of a version stands in the law; `condition` is what its beginning waits for, mostly empty."""

    article: LawArticle
    condition: str

    @property
    def place(self) -> str:
        """The law and the heads above the article, highest first."""
        return " › ".join((self.article.law_title, *self.article.path))


@dataclass(frozen=True)
class FoundLaw:
    """What answers, best first: official text and what the knowledge bank explains of it.

    `answered` as retrieval says it, or because an article was asked by its number.
    """

    rows: tuple[FoundArticle, ...]
    answered: bool

    @property
    def official(self) -> list[FoundArticle]:
        """The articles of laws."""
        return [row for row in self.rows if row.article is not None]

    @property
    def explained(self) -> list[FoundArticle]:
        """The articles of the knowledge bank about law, which hold no official text."""
        return [row for row in self.rows if row.article is None]


def law_found(question: str, *, on_date: datetime.date) -> FoundLaw:
    """The articles that a question names, then those that answer it, each in its version of that day.

    Costs a retrieval and four queries. Raises EmbeddingProblem.
    """
    named, is_certain = _named(question)
    first = _rows(_live_of({article.source_id for article, _ in named}, on_date=on_date), dict_of(named))
    found: Retrieved = retrieve(question, k=MOST, filters=Filters(on_date=on_date, types=LAW))
    seen = {row.version.pk for row in first}
    why = {one.version_id: one.why for one in found.passages if one.version_id not in seen}
    spoken = {one.version_id: one for one in found.passages}
    rest = _rows(list(why), {}, spoken=spoken, why=why)
    return FoundLaw((*first, *rest), answered=bool(first and is_certain) or found.answered)


def dict_of(named: Iterable[tuple[LawArticle, str]]) -> dict[UUID, str]:
    """Source id -> why, the first reason counts."""
    reasons: dict[UUID, str] = {}
    for article, why in named:
        reasons.setdefault(article.source_id, why)
    return reasons


def articles_of(versions: Iterable[Version]) -> dict[UUID, ArticleFacts]:
    """Where the text of each of these versions stands in the law, by id of the version; nothing for other sources.

    Two queries when there is law among them, else none.
    """
    law = {version.pk: version.source_id for version in versions if version.type == SourceType.LAW}
    if not law:
        return {}
    articles = {one.source_id: one for one in LawArticle.objects.filter(source__in=set(law.values()))}
    told = dict(LawVersion.objects.filter(version__in=law).values_list("version_id", "condition"))
    return {key: ArticleFacts(articles[at], told.get(key, "")) for key, at in law.items() if at in articles}


def article_facts_of(version: Version) -> ArticleFacts | None:
    """The same for one version; None when it is no article of a law that was imported."""
    return articles_of([version]).get(version.pk)


def laws() -> list[tuple[int, str, int]]:
    """The laws that were imported: id, title, number of articles."""
    counted: dict[int, tuple[str, int]] = {}
    for law_id, title in LawArticle.objects.values_list("law_id", "law_title"):
        counted[law_id] = (title, counted.get(law_id, ("", 0))[1] + 1)
    return sorted(((key, title, count) for key, (title, count) in counted.items()), key=lambda row: row[1])


def _named(question: str) -> tuple[list[tuple[LawArticle, str]], bool]:
    """The articles whose old number stands in the question, then those whose own number does; and whether it is
    certain that these were meant.

    A number alone names an article of every law; only those whose law shares a word with the question count. Where
    there is none, an old number is offered that people write in another way: 'artikel 458 van het Strafwetboek'.
    """
    asked = _plain(question)
    words = {word for word in asked.split() if len(word) > 4}
    aliases = list(ArticleAlias.objects.select_related("article__source"))
    found = [(alias.article, _was(alias)) for alias in aliases if f" {_plain(alias.name)} " in f" {asked} "]
    for article in LawArticle.objects.filter(number__in=_numbers(question)).select_related("source"):
        if words & set(_WORD.findall(fold(article.law_title))):
            found.append((article, f"artikel {article.number}"))
    if found:
        return found[:MOST_NAMED], True
    numbers = _numbers(question)
    return [(alias.article, _was(alias)) for alias in aliases if numbers & _numbers(alias.name)][:MOST_NAMED], False


def _plain(text: str) -> str:
    """The folded words without the one for an article, which some write out, some shorten and some leave out."""
    return " ".join(word for word in _WORD.findall(fold(text)) if word not in ARTICLE_WORDS)


def _numbers(text: str) -> set[str]:
    return {number.strip(".°-") for number in _NUMBER.findall(text)}


def _was(alias: ArticleAlias) -> str:
    return f"vroeger: {alias.name}"


def _live_of(sources: Collection[UUID], *, on_date: datetime.date) -> list[UUID]:
    if not sources:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            f"with {LIVE_SQL} select id from live where source_id = any(%(sources)s::uuid[])",
            {**live_parameters(Filters(on_date=on_date)), "sources": list(sources)},
        )
        return [row[0] for row in cursor.fetchall()]


def _rows(
    ids: Collection[UUID], reasons: dict[UUID, str], *, spoken: Mapping[UUID, Passage] | None = None,
    why: Mapping[UUID, str] | None = None,
) -> list[FoundArticle]:  # fmt: skip
    """Each version with the passage that speaks for it; of an article of law that has to be its text."""
    versions = {one.pk: one for one in Version.objects.filter(pk__in=ids).select_related("source").defer("body")}
    articles = {
        one.source_id: one for one in LawArticle.objects.filter(source__in=[v.source_id for v in versions.values()])
    }
    first = {
        chunk.version_id: chunk.text
        for chunk in Chunk.objects.filter(version__in=versions, kind=PROSE).order_by("-position").defer("embedding")
    }
    rows = []
    for key in (key for key in ids if key in versions):
        version, said = versions[key], (spoken or {}).get(key)
        article = articles.get(version.source_id)
        is_text = said is not None and (article is None or said.kind == PROSE)
        text = said.text if said is not None and is_text else first.get(key, "")
        rows.append(FoundArticle(article, version, text, (why or {}).get(key) or reasons.get(version.source_id, "")))
    return rows

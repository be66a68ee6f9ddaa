"""Importing law: an article is a source, each version of the Codex a version with its own days."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from knowledge.actions.indexing import Vectors, index_version, vectors_of, vocabulary_of
from knowledge.actions.sources import Approval, add_version
from knowledge.embedding import in_force
from knowledge.intake.fetching import FetchProblem, fetch
from knowledge.law.codex import read_law
from knowledge.law.plan import Held, Offered, plan_of
from knowledge.law.structure import ArticleVersion, Law, LawArticleRead, LawProblem
from knowledge.models import ArticleAlias, LawArticle, LawFile, LawImport, LawVersion, Source, Status, Version
from knowledge.queries.vocabulary import vocabulary
from knowledge.queries.written import article_of
from knowledge.rules.article import Article, Reference
from knowledge.rules.compounds import Splitter
from knowledge.rules.passages import fingerprint
from knowledge.starter_set import embeddable_texts
from organisations.models import Membership
from organisations.runs import Refusal, later
from organisations.scope import SHARED, organisation_scope

TASK = "knowledge.import_law"
AUTHOR, VALIDATOR = "Vlaamse Codex", "Vlaamse Codex (officiële tekst)"
NOT_YET = " (nog niet in werking)"
OLDEST = 120
MOST_REFUSALS = 100


@dataclass
class Outcome:
    """What an import did: versions by what became of them."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    future: int = 0

    def add(self, other: "Outcome") -> None:
        """Count another one's versions too."""
        for name, value in vars(other).items():
            setattr(self, name, getattr(self, name) + value)


@dataclass(frozen=True)
class Making:
    """One version to add, ready to be embedded; `starts` of None is a version that waits for its day."""

    article: Article
    version: ArticleVersion | None
    text_hash: str
    codex_id: int
    is_draft: bool


@dataclass(frozen=True)
class Work:
    """What has to be done for one article."""

    slug: str
    makings: tuple[Making, ...]
    ends: tuple[tuple[int, datetime.date | None], ...]
    due: tuple[int, ...]
    outcome: Outcome = field(compare=False)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every text that needs a vector."""
        made = [text for one in self.makings if not one.is_draft for text in embeddable_texts(one.article)]
        return tuple(dict.fromkeys(made))


def request_law_import(
    by: Membership, *, data: bytes | None, file_name: str, url: str, idempotency_key: UUID
) -> LawImport:
    """Queue the import of one law, from a file or an address; one key gives one import."""
    asked, new = LawImport.objects.get_or_create(
        idempotency_key=idempotency_key, defaults={"asked_by": by, "file_name": file_name, "url": url}
    )
    if new:
        if data is not None:
            LawFile.objects.create(asked=asked, content=data)
        later(TASK, asked)
    return asked


def law_from(*, data: bytes | None, url: str) -> Law:
    """The law in these bytes, or at this address. Raises Refusal with the reason in one sentence."""
    try:
        got = data if data is not None else fetch(url, hosts=settings.LAW_HOSTS, most_bytes=settings.LAW_MAX_BYTES).data
        return read_law(got or b"")
    except (LawProblem, FetchProblem) as problem:
        raise Refusal(str(problem)) from problem


def import_articles(
    law: Law, *, organisation_id: UUID = SHARED, start: int = 0, stop: int | None = None,
    kept: Callable[[int, Outcome], None] = lambda done, outcome: None,
) -> Outcome:  # fmt: skip
    """Bring our versions of a law's articles (from `start`, up to `stop`) up to date, each in a transaction of its own.

    `kept` is called inside that transaction. Embedding takes 0.05 to 0.2 s a passage; an article that did not change
    costs a few milliseconds. Call it outside any scope. Raises EmbeddingProblem.
    """
    total = Outcome()
    for place, read in list(enumerate(law.articles))[start:stop]:
        with organisation_scope(organisation_id):
            work = work_for(law, read)
        vectors = vectors_of(work.texts, by=in_force())
        with organisation_scope(organisation_id):
            apply_work(law, read, work, place=place, vectors=vectors)
            kept(place + 1, work.outcome)
        total.add(work.outcome)
    return total


def work_for(law: Law, read: LawArticleRead) -> Work:
    """What this article needs. In scope; four queries."""
    slug = f"codex-{law.id}-art-{read.key}"[:80]
    versions = list(Version.objects.filter(source__slug=slug).select_related("source").order_by("number"))
    told = {row.version_id: row for row in LawVersion.objects.filter(version__in=versions)}
    ours = [version for version in versions if version.pk in told]
    held = [
        Held(one.number, told[one.pk].text_hash, one.valid_from, one.valid_until)
        for one in ours
        if one.status in (Status.VALIDATED, Status.WITHDRAWN)
    ]
    drafts = [(one, told[one.pk]) for one in ours if one.status == Status.DRAFT]
    fixed = [Offered(one, fingerprint(one.text)) for one in read.versions if not one.waits_for]
    waiting = [Offered(one, fingerprint(one.text)) for one in read.versions if one.waits_for]
    plan = plan_of(held, fixed)
    aliases = tuple(ArticleAlias.objects.filter(article__source__slug=slug).values_list("name", flat=True))
    makings = [
        _again(ours, one, fixed) if isinstance(one, int) else _making(law, read, one, aliases, slug)
        for one in plan.order
    ]
    known = {(row.codex_id, row.text_hash) for _, row in drafts}
    makings += [
        _making(law, read, one, aliases, slug) for one in waiting if (one.version.codex_id, one.text_hash) not in known
    ]
    begun = {one.version.codex_id for one in fixed} | {
        one.version.codex_id for one in waiting if (one.version.codex_id, one.text_hash) not in known
    }
    return Work(
        slug=slug, makings=tuple(makings), ends=plan.ends,
        due=tuple(one.number for one, row in drafts if row.codex_id in begun),
        outcome=_outcome(held, read.versions, new=plan.new, ends=plan.ends),
    )  # fmt: skip


def apply_work(law: Law, read: LawArticleRead, work: Work, *, place: int, vectors: Vectors) -> None:
    """Write it. In scope; without new versions only what is said around the article is brought up to date."""
    versions = Version.objects.filter(source__slug=work.slug)
    versions.filter(number__in=work.due, status=Status.DRAFT).delete()
    for number, ends in work.ends:
        version = versions.get(number=number)
        version.valid_until = version.review_by = ends
        version.save()
    after = versions.select_related("source").order_by("-number").first()
    splitter = Splitter(vocabulary().words | vocabulary_of(work.texts)) if work.makings else Splitter(())
    for making in work.makings:
        after = _add(making, after=after, splitter=splitter, vectors=vectors)
    if after is not None:
        _describe(law, read, after.source, place=place)


def _add(making: Making, *, after: Version | None, splitter: Splitter, vectors: Vectors) -> Version:
    at = None if making.is_draft else timezone.now()
    approval = Approval(author=AUTHOR, validator="" if making.is_draft else VALIDATOR, at=at)
    version = add_version(making.article, after=after, approval=approval, content_hash=making.text_hash)
    waits = making.version.waits_for if making.version else ""
    LawVersion.objects.create(
        version=version, codex_id=making.codex_id, condition=waits, text_hash=making.text_hash
    )  # fmt: skip
    if not making.is_draft:
        index_version(version, making.article, splitter=splitter, vectors=vectors)
    return version


def _describe(law: Law, read: LawArticleRead, source: Source, *, place: int) -> None:
    LawArticle.objects.update_or_create(
        source=source,
        defaults={
            "law_id": law.id, "law_title": law.short_title[:400], "number": read.number[:40], "place": place,
            "path": list(read.path), "link": law.link,
        },
    )  # fmt: skip


def _making(law: Law, read: LawArticleRead, one: Offered, aliases: Sequence[str], slug: str) -> Making:
    version = one.version
    called = f"Artikel {read.number}. {law.short_title}"
    suffix = NOT_YET if version.waits_for else ""
    where = f": {' › '.join(read.path)}" if read.path else ""
    article = Article(
        slug=slug, title=f"{called[: 200 - len(suffix)]}{suffix}", type="wetgeving", perspective="rechten",
        jurisdiction=law.jurisdiction, age_min=0, age_max=OLDEST,
        summary=f"Artikel {read.number} van {law.short_title}{where}"[:390],
        lists={}, signals=(), situations=(), lay_terms=tuple(aliases), contradicts=(),
        sources=(Reference(law.title, AUTHOR, f"versie vanaf {version.starts.isoformat()}", check=False),),
        valid_from=version.starts, valid_until=version.ends, owner=AUTHOR, starter=False,
        body=f"## Artikel {read.number}\n\n{version.text}",
    )  # fmt: skip
    return Making(article, version, one.text_hash, version.codex_id, is_draft=bool(version.waits_for))


def _again(ours: Sequence[Version], number: int, fixed: Sequence[Offered]) -> Making:
    """A version of ours under a new number, so that numbers rise with the days."""
    version = next(one for one in ours if one.number == number)
    told = LawVersion.objects.get(version=version)
    given = next((one for one in fixed if one.version.starts == version.valid_from), None)
    article = article_of(version)
    if given is not None:
        article = replace(article, valid_until=given.version.ends)
    return Making(article, None, told.text_hash, told.codex_id, is_draft=False)


def _outcome(
    held: Sequence[Held], offered: Sequence[ArticleVersion], *, new: Sequence[Offered],
    ends: Sequence[tuple[int, datetime.date | None]],
) -> Outcome:  # fmt: skip
    """Every offered version counts once."""
    today, days = timezone.localdate(), {one.starts for one in held}
    ended = {one.number for one in held if one.starts <= today} & {number for number, _ in ends}
    future = sum(bool(one.waits_for) or one.starts > today for one in offered)
    now = [one.version for one in new if one.version.starts <= today]
    changed = sum(one.starts in days for one in now) + len(ended)
    fresh = sum(one.starts not in days for one in now)
    return Outcome(new=fresh, changed=changed, future=future, unchanged=len(offered) - future - changed - fresh)

"""The life of a source: drafted, sent in, sent back, validated, reread, withdrawn, written anew."""

import datetime
from dataclasses import replace

from django.utils import timezone
from django.utils.text import slugify

from knowledge.actions.index_runs import request_indexing
from knowledge.actions.sources import fields_of
from knowledge.models import Source, Status, Version
from knowledge.permissions import standing_of
from knowledge.queries.written import article_of, pointing_at_people
from knowledge.rules.article import Article
from knowledge.rules.completeness import date_faults, what_lacks
from knowledge.rules.lifecycle import Step, refusal
from knowledge.rules.passages import fingerprint
from organisations.models import Membership
from organisations.trail import record

PATHS = (
    "documenten", "eigen-bronnen", "gevolgde-adressen", "nieuw", "passage", "redactie", "teruggeroepen", "versie",
    "volgen", "voorbeeld", "vraag", "vragen", "wetgeving",
)  # fmt: skip
"""What stands in the addresses of the knowledge bank where a slug could stand."""
CHANGED_MEANWHILE = (
    "Iemand anders bewaarde intussen een andere tekst. De jouwe staat hieronder nog; vergelijk ze voor je bewaart."
)
READ_AGAIN = "De tekst is intussen gewijzigd. Lees hem opnieuw voor je beslist."
NAMES_FIRST = "Kijk eerst na wat op een persoon kan wijzen, en vink aan dat je dat deed."


class StepRefused(ValueError):
    """A step in the life of a version cannot be taken; `sentences` say why. Nothing has changed."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def draft_source(
    by: Membership, *, article: Article, review_by: datetime.date | None, keeper: Membership | None
) -> Version:
    """A new source of the organisation in scope with its first draft; the slug follows from the title."""
    slug = _free_slug(article.title)
    source = Source.objects.create(slug=slug, owner=article.owner, keeper=keeper)
    return _draft(by, source, replace(article, slug=slug), number=1, supersedes=None, review_by=review_by)


def new_version(by: Membership, version: Version) -> Version:
    """A draft with the text of the newest version, to change; it takes over from the day that it will hold.

    The end and the date of rereading are left open: who writes has to think of them again. Raises StepRefused.
    """
    version = _locked(by, version, Step.NEW_VERSION)
    today = timezone.localdate()
    article = replace(article_of(version), valid_from=today, valid_until=None, starter=False)
    newest = Version.objects.filter(source=version.source).order_by("-number")[0]
    return _draft(by, version.source, article, number=newest.number + 1, supersedes=version, review_by=None)


def edit_draft(
    by: Membership, version: Version, *, article: Article, review_by: datetime.date | None,
    keeper: Membership | None, revision: int,
) -> Version:  # fmt: skip
    """Write the text of a draft. Raises StepRefused, also when it is no longer the text of `revision`."""
    version = _locked(by, version, Step.EDIT)
    if version.revision != revision:
        raise StepRefused(CHANGED_MEANWHILE)
    source = version.source
    source.owner, source.keeper = article.owner, keeper
    source.save()
    for name, value in fields_of(article).items():
        setattr(version, name, value)
    version.review_by, version.revision = review_by, version.revision + 1
    version.content_hash = _hash_of(article)
    version.written_by = [*(one for one in version.written_by if one != by.pk), by.pk]
    version.save()
    return version


def submit_for_review(by: Membership, version: Version) -> None:
    """Ask a validator to read it. Raises StepRefused with what still lacks."""
    version = _locked(by, version, Step.SUBMIT)
    lacks = what_lacks(article_of(version), review_by=version.review_by, today=timezone.localdate())
    if lacks:
        raise StepRefused(*lacks)
    version.remark = ""
    _move(version, Status.IN_REVIEW, event="version.submitted")


def send_back(by: Membership, version: Version, *, remark: str) -> None:
    """Back to who wrote it, with what has to change. Raises StepRefused."""
    version = _locked(by, version, Step.SEND_BACK)
    version.remark = remark
    _move(version, Status.DRAFT, event="version.sent_back")


def validate_version(by: Membership, version: Version, *, revision: int, people_checked: bool = False) -> None:
    """From its first day on it may be cited, as soon as it is indexed, which starts here.

    It holds from today at the earliest: nobody could lean on it before. `revision` is the text she read.
    `people_checked` says that she looked at what may point at a person. Raises StepRefused, PseudonymiserError.
    """
    version = _locked(by, version, Step.VALIDATE)
    if version.revision != revision:
        raise StepRefused(READ_AGAIN)
    today, article = timezone.localdate(), article_of(version)
    version.valid_from = max(version.valid_from, today)
    lacks = what_lacks(replace(article, valid_from=version.valid_from), review_by=version.review_by, today=today)
    if lacks:
        raise StepRefused(*lacks)
    if not people_checked and pointing_at_people(article):
        raise StepRefused(NAMES_FIRST)
    version.validator, version.validator_name, version.validated_at = by, by.name, timezone.now()
    _move(version, Status.VALIDATED, event="version.validated")
    request_indexing(version)


def renew_version(
    by: Membership, version: Version, *, valid_until: datetime.date | None, review_by: datetime.date | None
) -> None:
    """She reread it and it still holds, until these dates. Raises StepRefused."""
    version = _locked(by, version, Step.RENEW)
    faults = date_faults(
        valid_from=version.valid_from, valid_until=valid_until, review_by=review_by, today=timezone.localdate()
    )
    if faults:
        raise StepRefused(*faults)
    version.valid_until, version.review_by = valid_until, review_by
    version.reread_at, version.reread_by_name = timezone.now(), by.name
    version.save()
    record("version.renewed", version)


def withdraw_version(by: Membership, version: Version, *, reason: str) -> None:
    """From this moment on it is found and cited nowhere, and neither are older versions. Raises StepRefused.

    Who asked for an analysis or an answer that cites it is told within a minute (knowledge.actions.recalls).
    """
    version = _locked(by, version, Step.WITHDRAW)
    version.withdrawn_reason, version.withdrawn_by_name, version.withdrawn_at = reason, by.name, timezone.now()
    _move(version, Status.WITHDRAWN, event="version.withdrawn")


def discard_draft(by: Membership, version: Version) -> None:
    """Throw a draft away; a source that has nothing else goes with it. Raises StepRefused."""
    version = _locked(by, version, Step.DISCARD)
    source = version.source
    version.delete()
    if not Version.objects.filter(source=source).exists():
        source.delete()


def index_again(by: Membership, version: Version) -> None:
    """Try once more to make it findable. Raises StepRefused."""
    request_indexing(_locked(by, version, Step.INDEX))


def _draft(
    by: Membership, source: Source, article: Article, *, number: int, supersedes: Version | None,
    review_by: datetime.date | None,
) -> Version:  # fmt: skip
    return Version.objects.create(
        source=source, number=number, supersedes=supersedes, status=Status.DRAFT,
        author=by, author_name=by.name, written_by=[by.pk], moved_at=timezone.now(),
        content_hash=_hash_of(article), review_by=review_by, **fields_of(article),
    )  # fmt: skip


def _locked(by: Membership, version: Version, step: Step) -> Version:
    """The version as it is now, with its source locked until the transaction ends. Raises StepRefused."""
    list(Source.objects.select_for_update().filter(id=version.source_id))
    fresh = Version.objects.select_related("source").get(id=version.pk)
    said = refusal(step, standing_of(by, fresh))
    if said:
        raise StepRefused(said)
    return fresh


def _move(version: Version, status: Status, *, event: str) -> None:
    version.status, version.moved_at = status, timezone.now()
    version.save()
    record(event, version)


def _hash_of(article: Article) -> str:
    return fingerprint(repr(fields_of(article)))


def _free_slug(title: str) -> str:
    base = slugify(title)[:70].strip("-") or "bron"
    taken = {*PATHS, *Source.objects.filter(slug__startswith=base).values_list("slug", flat=True)}
    return next(slug for slug in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if slug not in taken)

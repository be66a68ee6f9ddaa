"""Adds versions to sources."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from knowledge.models import Source, Status, Version
from knowledge.rules.article import Article


@dataclass(frozen=True, kw_only=True)
class Approval:
    """Who wrote a version, who validated it and when; without `at` it is a draft."""

    author: str
    validator: str = ""
    at: datetime | None = None


def add_version(article: Article, *, after: Version | None, approval: Approval, content_hash: str) -> Version:
    """A new version of the article's source in the organisation in scope; the first one makes the source too.

    `after` is the newest version there is; the new one supersedes it from its own first day on.
    """
    source = after.source if after else Source.objects.create(slug=article.slug, owner=article.owner)
    return Version.objects.create(
        source=source, number=after.number + 1 if after else 1, supersedes=after,
        status=Status.VALIDATED if approval.at else Status.DRAFT,
        author_name=approval.author, validator_name=approval.validator, validated_at=approval.at,
        content_hash=content_hash, starter=article.starter, review_by=article.valid_until,
        **fields_of(article),
    )  # fmt: skip


def fields_of(article: Article) -> dict[str, Any]:
    """What of an article stands on a version, by field."""
    return {
        "title": article.title, "type": article.type, "perspective": article.perspective,
        "jurisdiction": article.jurisdiction, "age_min": article.age_min, "age_max": article.age_max,
        "summary": article.summary, "body": article.body,
        "details": {
            "lists": {name: list(items) for name, items in article.lists.items()},
            "signals": list(article.signals),
            "situations": list(article.situations),
            "lay_terms": list(article.lay_terms),
            "contradicts": [asdict(row) for row in article.contradicts],
            "sources": [asdict(row) for row in article.sources],
        },
        "valid_from": article.valid_from, "valid_until": article.valid_until,
    }  # fmt: skip

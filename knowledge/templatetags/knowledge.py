"""Small words and addresses for the pages of the knowledge bank."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import template
from django.template import RequestContext
from django.utils import timezone
from django.utils.safestring import mark_safe

from knowledge.actions.following import reader_of
from knowledge.models import SourceType, Version
from knowledge.permissions import may_edit
from knowledge.queries.news import changes_between
from knowledge.queries.recalls import Withdrawn, uses_of, withdrawn_passages
from knowledge.queries.room import expiring_sources, in_review, not_findable, open_gaps
from knowledge.rules.markup import as_list, plain_text, safe_html
from knowledge.rules.passages import PROSE
from knowledge.rules.wording import WORDS, caution
from organisations.models import Role

register = template.Library()


@register.simple_tag(takes_context=True)
def query_with(context: RequestContext, name: str, value: str | None) -> str:
    """The present query with one parameter set (or taken away), on its first page."""
    query: Any = context["request"].GET.copy()
    query.pop("page", None)
    query.pop(name, None)
    if value is not None:
        query[name] = value
    return f"?{query.urlencode()}"


@register.filter
def plain(text: str) -> str:
    """A passage as one line of words, for a list."""
    return plain_text(text)


@register.filter
def as_written(text: str, kind: str) -> str:
    """A quoted passage with its paragraphs and lists."""
    return mark_safe(safe_html(text if kind == PROSE else as_list(text)))


@register.filter
def type_word(value: str) -> str:
    """The kind of a source in words."""
    return str(SourceType(value).label) if value in SourceType.values else value


@register.filter
def state_word(value: str) -> str:
    """The state of a version in a word."""
    return WORDS.get(value, value)


@register.filter
def caution_word(version: Version) -> str:
    """That a version in force ends soon or was to be reread; empty for others."""
    return caution(valid_until=version.valid_until, review_by=version.review_by, today=timezone.localdate())


@register.filter
def title_in(slug: str, titles: Mapping[str, str]) -> str:
    """The title of this source, or its slug when it is no longer in force."""
    return titles.get(slug, slug) if titles else slug


@register.inclusion_tag("knowledge/_today.html", takes_context=True)
def knowledge_today(context: dict[str, Any]) -> dict[str, Any]:
    """What the knowledge bank has for her at Vandaag: news, and what waits for who writes or validates."""
    her = context["membership"]
    reader = reader_of(her)
    since = reader.seen_at or her.joined_at
    here = context["organisation"]
    found: dict[str, Any] = {
        "organisation": here,
        "news": len(changes_between(since, timezone.now(), topics=reader.topics)),
    }  # fmt: skip
    if may_edit(her):
        found |= {
            "reviews": len(in_review()) if her.has(Role.VALIDATOR) else 0,
            "expiring": len(expiring_sources()), "unfindable": len(not_findable()), "gaps": open_gaps(),
        }  # fmt: skip
    return found


@register.inclusion_tag("knowledge/_uses.html")
def uses_of_source(version: Version) -> dict[str, Any]:
    """What cites this version or an older one in this organisation: what, asked by whom, when."""
    return {"uses": uses_of(version)}


@register.simple_tag(takes_context=True)
def withdrawn_since(context: dict[str, Any], chunk_id: UUID) -> Withdrawn | None:
    """Whether the source behind this cited passage was withdrawn; one query for all passages of a page."""
    kept = context["request"].__dict__
    if "withdrawn_passages" not in kept:
        kept["withdrawn_passages"] = withdrawn_passages()
    found: Withdrawn | None = kept["withdrawn_passages"].get(chunk_id)
    return found

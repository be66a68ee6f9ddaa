"""Small words and addresses for the pages of the knowledge bank."""

from typing import Any

from django import template
from django.template import RequestContext

from knowledge.models import SourceType
from knowledge.rules.markup import plain_text
from knowledge.rules.wording import WORDS

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
def type_word(value: str) -> str:
    """The kind of a source in words."""
    return str(SourceType(value).label) if value in SourceType.values else value


@register.filter
def state_word(value: str) -> str:
    """The state of a version in a word."""
    return WORDS.get(value, value)

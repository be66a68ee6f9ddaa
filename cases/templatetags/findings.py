"""Words for what a reading found."""

from django import template

from cases.forms import LABEL_WORDS

register = template.Library()
WORDS = dict(LABEL_WORDS)


@register.filter
def label_word(label: str) -> str:
    """What a page calls this kind of thing."""
    return WORDS.get(label, "een gegeven")

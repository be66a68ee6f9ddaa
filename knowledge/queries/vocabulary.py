"""The vocabulary of what can be read from here, kept in the process until the index changes."""

from uuid import UUID

from django.db.models import Count, Max

from knowledge.models import VersionIndex
from knowledge.rules.terms import Vocabulary
from organisations.scope import current_organisation_id

_held: dict[UUID, tuple[object, Vocabulary]] = {}


def vocabulary() -> Vocabulary:
    """The words and abbreviations of the organisation in scope and the shared one.

    Costs one small query, and some 50 ms after each change of the index. Held per organisation: words do not
    cross.
    """
    here = current_organisation_id()
    stamp = tuple(VersionIndex.objects.aggregate(Count("id"), Max("indexed_at")).values())
    held = _held.get(here)
    if held is None or held[0] != stamp:
        held = _held[here] = (stamp, _read())
    return held[1]


def _read() -> Vocabulary:
    words: set[str] = set()
    acronyms: dict[str, str] = {}
    for row in VersionIndex.objects.order_by("indexed_at", "id").only("words", "acronyms"):
        words.update(row.words)
        acronyms.update(row.acronyms)
    return Vocabulary.of(frozenset(words), acronyms)

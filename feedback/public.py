"""Which names may stay in an answer: those of public literature, that stand in the source which the claim cites."""

import json
import re
from collections.abc import Collection
from functools import reduce
from operator import or_

from django.db.models import Q

from assistant.models import Claim
from cases.pseudonymiser import Key
from cases.rules import names_in
from knowledge.models import Version


def public_words(found: Collection[str], claim: Claim, *, key: Key) -> tuple[str, ...]:
    """Of what was found in an answer, that which the cited sources say themselves. One query.

    A name that this case knows is never public here, nor a phrase with such a name in it, whatever a source says.
    """
    strange = [words for words in found if not names_in(words, names=key.names())]
    if not strange:
        return ()
    said = _cited_text(claim)
    return tuple(words for words in strange if _stands_in(said, words))


def _cited_text(claim: Claim) -> str:
    cited = [Q(source__slug=one.slug, number=one.version_number) for one in claim.citations.all()]
    if not cited:
        return ""
    versions = Version.objects.filter(reduce(or_, cited)).only("title", "summary", "body", "details")
    return "\n".join(
        "\n".join((one.title, one.summary, one.body, json.dumps(one.details, ensure_ascii=False))) for one in versions
    )


def _stands_in(said: str, words: str) -> bool:
    pattern = r"\s+".join(map(re.escape, words.split()))
    return re.search(rf"(?<!\w){pattern}(?!\w)", said, re.IGNORECASE) is not None

"""Makes a small validated article, found like any other, without loading the embedding model."""

from typing import Any

from django.utils import timezone

from knowledge.actions.indexing import index_version
from knowledge.actions.sources import Approval, add_version
from knowledge.models import Version
from knowledge.models.index import DIMENSIONS
from knowledge.rules.article import parse_article
from knowledge.rules.compounds import Splitter

SLUG = "rustig-terug-naar-school"
ARTICLE = """---
slug: {slug}
title: Rustig terug naar school
type: methodiek
perspective: ontwikkeling
jurisdiction: vlaams
age_min: 6
age_max: 18
summary: Kleine stappen terug naar de klas, samen met de jongere en de school.
indications: ["De jongere wil terug, maar durft niet."]
contra_indications: []
first_steps: ["Spreek één vast gezicht op school af."]
questions: ["Welk uur van de dag lukt het best?"]
reflection: []
protocol: []
rights: []
signals: []
situations: ["Hij blijft in bed als het school is."]
lay_terms: ["schoolmoe"]
contradicts: []
sources:
  - {{title: Werken aan aanwezigheid, publisher: Horizon, date: "2024", check: false}}
valid_from: 2024-01-01
valid_until: null
owner: {owner}
starter: false
---

## Waarom kleine stappen

Wie lang thuis bleef, heeft tijd nodig om opnieuw te wennen aan de drukte.
"""


class _AnyVector(dict[tuple[str, str], Any]):
    """The same vector for every text, so that making an article needs no model."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: tuple[str, str]) -> list[float]:
        return [DIMENSIONS**-0.5] * DIMENSIONS


def article(*, slug: str = SLUG, owner: str = "Redactie") -> Version:
    """A validated article of the organisation in scope, indexed."""
    read = parse_article(ARTICLE.format(slug=slug, owner=owner))
    approval = Approval(author=owner, validator="Validator", at=timezone.now())
    version = add_version(read, after=None, approval=approval, content_hash="0" * 32)
    index_version(version, read, splitter=Splitter(()), vectors=_AnyVector())
    return version

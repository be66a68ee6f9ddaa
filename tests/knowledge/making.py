"""Makes small articles and publishes them through the real actions."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from knowledge.actions.indexing import Vectors, index_version, texts_of, vocabulary_of
from knowledge.actions.sources import Approval, add_version
from knowledge.models import Status, Version
from knowledge.rules.article import Article, parse_article
from knowledge.rules.compounds import Splitter

TODAY = timezone.localdate()
APPROVED = Approval(author="Eli", validator="Vera", at=timezone.now())
DRAFT = Approval(author="Eli")
TEXT = """---
slug: geitenwandeling
title: "Geitenwandelingen met jongeren"
type: methodiek
perspective: kracht
jurisdiction: algemeen
age_min: 6
age_max: 18
summary: "Wandelen met geiten om weer in gesprek te komen."
indications:
  - "De jongere zegt binnen niets meer."
  - "Er is een weide in de buurt."
contra_indications:
  - "De jongere is allergisch voor geitenhaar."
first_steps:
  - "Vraag de geitenboer om een uur op woensdag."
  - "Spreek af wie de leiband vasthoudt."
questions:
  - "Welke geit past vandaag bij jou?"
reflection:
  - "Wie wandelt hier eigenlijk met wie?"
situations:
  - "Hoe krijg ik een zwijgende jongere met dieren weer aan de praat?"
lay_terms:
  - "bokkensprong"
sources:
  - title: "Handboek geitenwandeling"
    publisher: "Verzonnen uitgeverij"
    date: "2020"
valid_from: 2020-01-01
owner: "Redactie Horizon"
---
## Wat het is
Een geitenwandeling duurt een uur. Het Ministerie van Geitenzaken (MGZ) raadt ze aan.

## Zo begin je
Haal de geit op bij de boer en wandel langs de vijver.
"""
ARTICLE = parse_article(TEXT)


def days(number: int) -> date:
    """The day this many days from today."""
    return TODAY + timedelta(days=number)


def article(**changes: Any) -> Article:
    """The goat article with these fields changed."""
    return replace(ARTICLE, **changes)


def publish(
    written: Article = ARTICLE,
    *,
    after: Version | None = None,
    approval: Approval = APPROVED,
    vectors: Vectors | None = None,
) -> Version:
    """A version with its index in the organisation in scope; without approval.at a draft. Ready vectors save time."""
    version = add_version(written, after=after, approval=approval, content_hash="0" * 32)
    splitter = Splitter(vocabulary_of(texts_of(written)))
    index_version(version, written, splitter=splitter, vectors=vectors or {})
    return version


def withdraw(version: Version) -> None:
    """Take a version out of use."""
    version.status = Status.WITHDRAWN
    version.withdrawn_at, version.withdrawn_reason = timezone.now(), "De geiten zijn verhuisd."
    version.save()

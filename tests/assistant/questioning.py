"""Asking the knowledge bank about goats, and what is kept of it."""

import datetime
from typing import Any
from uuid import uuid4

from django.utils import timezone

from assistant.models import Question
from knowledge.models import Version
from organisations.scope import SHARED, organisation_scope
from tests import make
from tests.knowledge.making import article, publish, withdraw
from tests.people import ANNA, Person

ASKED = "Hoe krijg ik een zwijgende jongere met geiten weer aan de praat?"
BEYOND = "Wat is het beste recept voor appeltaart?"


def ask(text: str = ASKED, *, person: Person = ANNA, **more: Any) -> Any:
    form = {"text": text, "idempotency_key": str(uuid4()), **more}
    return make.browser(person).post(make.url("questions"), form, follow=True)


def kept(person: Person = ANNA) -> Question:
    with make.at(person):
        return Question.objects.all()[0]


def only_source(**changes: Any) -> Version:
    """Horizon's own source about goats; the shared one is withdrawn."""
    with organisation_scope(SHARED):
        withdraw(Version.objects.get(source__slug="geitenwandeling"))
    with make.at(ANNA):
        return publish(article(slug="onze-geiten", **changes))


def age(*, days: int) -> None:
    """Make the one question in scope this old."""
    question = Question.objects.get()
    question.created_at = timezone.now() - datetime.timedelta(days=days)
    question.save()

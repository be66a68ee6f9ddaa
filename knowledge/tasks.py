"""The tasks of the knowledge bank: indexing a version, sending a mail, and what the clock asks."""

import logging
from collections.abc import Callable
from typing import Any

from celery import current_app, shared_task
from django.utils import timezone

from knowledge.actions import index_runs, mails
from knowledge.actions.following import send_digests
from knowledge.actions.indexing import Vectors
from knowledge.actions.mails import Letter, letter_of, send_letter
from knowledge.actions.recalls import recall_withdrawn
from knowledge.actions.reminders import remind
from knowledge.models import Indexing, KnowledgeMail
from organisations.models import Organisation
from organisations.runs import RunTask, Taken
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

log = logging.getLogger("ai4care.knowledge")


class IndexVersion(RunTask):
    """Makes one validated version findable."""

    name = index_runs.TASK
    model = Indexing

    def load(self, run: Any) -> index_runs.ToEmbed:
        return index_runs.to_embed(run)

    def think(self, brief: index_runs.ToEmbed, taken: Taken) -> Vectors:
        return index_runs.embedded(brief, say=taken.step)

    def save(self, run: Any, result: Vectors) -> None:
        index_runs.keep_index(run, result)


class SendMail(RunTask):
    """Posts one mail about the knowledge bank."""

    name = mails.TASK
    model = KnowledgeMail

    def load(self, run: Any) -> Letter:
        return letter_of(run)

    def think(self, brief: Letter, taken: Taken) -> None:
        taken.step("mail versturen")
        send_letter(brief)

    def save(self, run: Any, result: None) -> None:
        """That it was sent is the state of the run."""


@shared_task(ignore_result=True)
def remind_keepers() -> int:
    """Tell who keeps a source that it ends or has to be reread."""
    return _everywhere(lambda: remind(today=timezone.localdate()))


@shared_task(ignore_result=True)
def mail_digests() -> int:
    """Send the overviews that are due."""
    return _everywhere(lambda: send_digests(now=timezone.now()))


@shared_task(ignore_result=True)
def recall() -> int:
    """Tell who leans on a source that was withdrawn."""
    return _everywhere(lambda: recall_withdrawn(now=timezone.now()))


def _everywhere(work: Callable[[], int]) -> int:
    """The sum over all organisations, each in its own scope; one that fails does not keep the others waiting."""
    done = 0
    for organisation_id in Organisation.objects.values_list("id", flat=True):
        try:
            with organisation_scope(organisation_id), acting(Actor()):
                done += work()
        except Exception:
            log.exception("knowledge bank: a round failed for organisation %s", organisation_id)
    return done


index_version = current_app.register_task(IndexVersion())
send_mail = current_app.register_task(SendMail())

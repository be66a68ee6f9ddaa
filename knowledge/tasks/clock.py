"""What the clock asks of the knowledge bank: each is a round over the organisations."""

import logging
from collections.abc import Callable

from celery import shared_task
from django.utils import timezone

from knowledge.actions.following import send_digests
from knowledge.actions.recalls import recall_withdrawn
from knowledge.actions.reminders import remind
from knowledge.vector_indexes import index_vectors
from organisations.models import Organisation
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

log = logging.getLogger("ai4care.knowledge")


@shared_task(name="knowledge.tasks.remind_keepers", ignore_result=True)
def remind_keepers() -> int:
    """Tell who keeps a source that it ends or has to be reread."""
    return _everywhere(lambda: remind(today=timezone.localdate()))


@shared_task(name="knowledge.tasks.mail_digests", ignore_result=True)
def mail_digests() -> int:
    """Send the overviews that are due."""
    return _everywhere(lambda: send_digests(now=timezone.now()))


@shared_task(name="knowledge.tasks.recall", ignore_result=True)
def recall() -> int:
    """Tell who leans on a source that was withdrawn."""
    return _everywhere(lambda: recall_withdrawn(now=timezone.now()))


@shared_task(name="knowledge.tasks.index_large_banks", ignore_result=True)
def index_large_banks() -> int:
    """Give each organisation that became large its indexes over vectors, and take those of one that became small."""
    return _everywhere(index_vectors)


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

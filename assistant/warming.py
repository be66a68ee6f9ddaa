"""Loads in each worker process what the first analysis would otherwise wait for: models, lexicons, vocabulary."""

import logging
import threading
from typing import Any

from celery.signals import worker_process_init
from django.db import connection

from assistant.finding.ranking import everyday_scores
from assistant.rules.note import Note
from assistant.rules.themes import themes_in
from cases.pseudonymiser import Key, find
from knowledge.queries.vocabulary import vocabulary
from knowledge.rules.terms import analysed
from organisations.scope import SHARED, organisation_scope
from referrals.queries import ServiceFilters, search_services

log = logging.getLogger("ai4care.assistant")
SAID = "De jongere ging vandaag naar school."


def warm() -> None:
    """Do once what each analysis does; costs some three seconds and keeps nothing but what is loaded."""
    find(SAID, key=Key())
    themes_in(Note.of(SAID))
    with organisation_scope(SHARED):
        analysed(SAID, vocabulary=vocabulary())
        everyday_scores()
        search_services(SAID, filters=ServiceFilters(), limit=1)


def _warm_quietly() -> None:
    try:
        warm()
    except Exception:  # a worker that starts before its database is ready still works, only later
        log.warning("warming failed; the first analysis will load what it needs", exc_info=True)
    finally:
        connection.close()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def warm_in_background(**_: Any) -> None:
    """In a thread of its own: Celery takes a process that does not report within four seconds for lost."""
    threading.Thread(target=_warm_quietly, name="warming", daemon=True).start()

"""Loads what a first visitor would otherwise wait for: before processes fork what they can share, in each the rest."""

import gc
import logging
import threading
from collections.abc import Callable
from typing import Any

from celery.signals import worker_init, worker_process_init
from django.db import connection
from django.urls import get_resolver

from assistant.finding.ranking import everyday_scores
from assistant.rules.note import Note
from assistant.rules.themes import themes_in
from cases.pseudonymiser import Key, find
from knowledge.embedding import prepare
from knowledge.queries.retrieval import retrieve
from knowledge.rules.terms import Vocabulary, analysed
from organisations.scope import SHARED, organisation_scope
from referrals.queries import ServiceFilters, search_services

log = logging.getLogger("ai4care.assistant")
SAID = "De jongere ging vandaag naar school."
ASKED = (SAID, "What can a parent do?", "Que peut faire un parent ?")
"""Each language has words of its own to load: half the time of a first question."""


def load_to_share() -> None:
    """Load what needs no database (model, lexicons), once for all that fork from here; two seconds and some 160 MB.

    The model computes in the thread that asks and starts none of its own, so that it works on in a fork. What is
    loaded is put out of the garbage collector's sight, which would write in every page of it.
    """
    prepare()
    find(SAID, key=Key())
    nothing = Vocabulary.of(frozenset(), {})
    for question in ASKED:
        analysed(question, vocabulary=nothing)
    gc.collect()
    gc.freeze()


def warm_for_pages() -> None:
    """Do once what a note and a question do; about a second."""
    find(SAID, key=Key())
    with organisation_scope(SHARED):
        for question in ASKED:
            retrieve(question, k=1)


def warm_for_analyses() -> None:
    """Do once what an analysis does; costs some three seconds and keeps nothing but what is loaded."""
    warm_for_pages()
    themes_in(Note.of(SAID))
    with organisation_scope(SHARED):
        everyday_scores()
        search_services(SAID, filters=ServiceFilters(), limit=1)


def _warm_quietly(warm: Callable[[], object]) -> None:
    try:
        warm()
    except Exception:  # a worker that starts before its database is ready still works, only later
        log.warning("warming failed; what comes first will load what it needs", exc_info=True)
    finally:
        connection.close()


@worker_init.connect  # type: ignore[untyped-decorator]
def load_for_analyses_to_share(**_: Any) -> None:
    """The same where a worker is about to fork its pool; what fails here is tried again in each process."""
    _warm_quietly(load_to_share)


def load_for_pages_to_share() -> None:
    """The same before the processes that serve pages, with the code of all pages."""
    _warm_quietly(lambda: get_resolver().url_patterns)
    _warm_quietly(load_to_share)


@worker_process_init.connect  # type: ignore[untyped-decorator]
def warm_in_background(**_: Any) -> None:
    """In a thread of its own: Celery takes a process that does not report within four seconds for lost."""
    _in_background(warm_for_analyses)


def warm_pages_in_background() -> None:
    """The same for a process that serves pages."""
    _in_background(warm_for_pages)


def _in_background(warm: Callable[[], object]) -> None:
    threading.Thread(target=_warm_quietly, args=(warm,), name="warming", daemon=True).start()

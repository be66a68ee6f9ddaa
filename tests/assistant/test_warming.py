"""A worker process loads its models before anybody waits for them, and a failure to do so stops nothing."""

import json
import logging
import os
import subprocess
import sys

import pytest
from celery.signals import worker_init, worker_process_init
from django.db import OperationalError

from ai4care.environment import PROJECT
from assistant import tasks, warming
from assistant.finding import ranking
from knowledge.rules import languages

FORKS = """
import json, os, sys
from tests.machinery import services
services.furnish()
import django
django.setup()
from concurrent.futures import ThreadPoolExecutor
from assistant.warming import SAID, load_to_share
from benchmarks.memory import memory_of
from cases.pseudonymiser import Key, find
from knowledge.embedding import EMBEDDED, embed_queries, embed_query
load_to_share()
threads = len(os.listdir("/proc/self/task"))
before = embed_query(SAID, by=EMBEDDED)
for _ in range(3):
    if not os.fork():
        same = embed_query(SAID, by=EMBEDDED) == before and embed_queries([SAID] * 8, by=EMBEDDED) == [before] * 8
        found = len(find("Lotte Peeters belde.", key=Key()))
        print(json.dumps([same, found > 0, memory_of(os.getpid()).own, threads]), flush=True)
        os._exit(0)
print(*[os.wait()[1] for _ in range(3)], file=sys.stderr)
"""


@pytest.fixture(scope="module")
def forked() -> list[tuple[bool, bool, float, int]]:
    """What each of three forks says: same vectors, names found, MB of its own, threads of who forked it."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        [sys.executable, "-c", FORKS], cwd=PROJECT, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.stderr.split() == ["0", "0", "0"]
    return [tuple(json.loads(line)) for line in done.stdout.splitlines()]


def test_the_model_works_on_in_a_fork_also_from_several_threads(forked: list[tuple[bool, bool, float, int]]) -> None:
    assert [(same, found) for same, found, _, _ in forked] == [(True, True)] * 3


def test_no_thread_runs_where_processes_are_forked(forked: list[tuple[bool, bool, float, int]]) -> None:
    assert {threads for _, _, _, threads in forked} == {1}


def test_forks_share_what_was_loaded(forked: list[tuple[bool, bool, float, int]]) -> None:
    assert max(own for _, _, own, _ in forked) < 40


def test_the_worker_loads_before_it_forks() -> None:
    heard = [receiver() for _, receiver in worker_init.receivers if callable(receiver)]
    assert warming.load_for_analyses_to_share in heard


@pytest.mark.usefixtures("knowledge")
def test_warming_leaves_the_everyday_vector_loaded() -> None:
    ranking.everyday_vector.cache_clear()
    warming.warm_for_analyses()
    assert ranking.everyday_vector.cache_info().currsize == 1


@pytest.mark.usefixtures("knowledge")
def test_warming_leaves_the_words_of_every_language_loaded() -> None:
    languages._lexicon.cache_clear()
    warming.warm_for_pages()
    assert languages._lexicon.cache_info().currsize == 2


def test_the_worker_hears_of_it_with_its_tasks() -> None:
    heard = [receiver() for _, receiver in worker_process_init.receivers if callable(receiver)]
    assert warming.warm_in_background in heard
    assert tasks.warming is warming


def test_a_worker_that_cannot_load_goes_on(caplog: pytest.LogCaptureFixture) -> None:
    def away() -> None:
        raise OperationalError

    with caplog.at_level(logging.WARNING, logger="ai4care.assistant"):
        warming._warm_quietly(away)
    assert "warming failed" in caplog.text

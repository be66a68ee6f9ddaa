"""A worker process loads its models before anybody waits for them, and a failure to do so stops nothing."""

import logging

import pytest
from celery.signals import worker_process_init
from django.db import OperationalError

from assistant import tasks, warming
from assistant.finding import ranking
from knowledge.rules import languages


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

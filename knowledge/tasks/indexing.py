"""The task that makes a version findable."""

from typing import Any

from celery import current_app

from knowledge.actions import index_runs
from knowledge.actions.indexing import Vectors
from knowledge.models import Indexing
from organisations.runs import RunTask, Taken


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


index_version = current_app.register_task(IndexVersion())

"""The task that writes an analysis: load, think, save."""

from typing import Any

from celery import current_app

from assistant import warming
from assistant.actions import TASK, brief_of, keep_thought
from assistant.brief import Brief
from assistant.models import Analysis
from assistant.thinking import Thought, think_about
from organisations.runs import RunTask, Taken

__all__ = ["warming", "write_analysis"]


class WriteAnalysis(RunTask):
    """Composes one analysis."""

    name = TASK
    model = Analysis

    def load(self, run: Any) -> Brief:
        return brief_of(run)

    def think(self, brief: Brief, taken: Taken) -> Thought:
        return think_about(brief, say=taken.step)

    def save(self, run: Any, result: Thought) -> None:
        keep_thought(run, result)


write_analysis = current_app.register_task(WriteAnalysis())

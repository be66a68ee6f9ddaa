"""The tasks that write an analysis and an answer: load, think, save; and the one that forgets."""

from typing import Any

from celery import current_app, shared_task

from assistant import warming
from assistant.actions import questions
from assistant.actions.analyses import TASK, brief_of, keep_thought
from assistant.answering import ToWrite, Written, write_answer
from assistant.brief import Brief
from assistant.models import Analysis, Question
from assistant.thinking import Thought, think_about
from organisations.models import Organisation
from organisations.runs import RunTask, Taken
from organisations.scope import organisation_scope

__all__ = ["warming", "write_analysis", "write_question"]


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


class WriteAnswer(RunTask):
    """Has a model write about what was quoted; the quotes stand on the page already."""

    name = questions.TASK
    model = Question

    def load(self, run: Any) -> ToWrite:
        return questions.to_write(run)

    def think(self, brief: ToWrite, taken: Taken) -> Written:
        return write_answer(brief, say=taken.step)

    def save(self, run: Any, result: Written) -> None:
        questions.keep_written(run, result)


write_analysis = current_app.register_task(WriteAnalysis())
write_question = current_app.register_task(WriteAnswer())


@shared_task(name="assistant.forget_questions")
def forget_questions() -> int:
    """Delete old questions in every organisation; returns how many."""
    forgotten = 0
    for organisation_id in Organisation.objects.values_list("id", flat=True):
        with organisation_scope(organisation_id):
            forgotten += questions.forget_old_questions()
    return forgotten

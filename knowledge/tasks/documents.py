"""The tasks of intake: reading one document, asking the watched addresses."""

from typing import Any

from celery import Task, current_app

from cases.pseudonymiser import PseudonymiserError
from knowledge.actions.documents import TASK, Read, ToRead, judged, keep_draft, to_read
from knowledge.actions.watching import check_watched
from knowledge.intake.confined import read_confined
from knowledge.intake.structure import IntakeProblem
from knowledge.models import Document
from organisations.runs import Refusal, RunTask, Taken

NO_PSEUDONYMISER = "De herkenning van namen antwoordt niet. Er is niets bewaard. Probeer het later opnieuw."


class ReadDocument(RunTask):
    """Reads one document in a process with limits and leaves a draft."""

    name = TASK
    model = Document

    def load(self, run: Any) -> ToRead:
        return to_read(run)

    def think(self, brief: ToRead, taken: Taken) -> Read:
        def heard(done: int, total: int) -> None:
            taken.step(f"bladzijde {done} van {total}" if total else "lezen")

        taken.step("lezen")
        try:
            reading = read_confined(brief.data, kind=brief.kind, heard=heard)
            taken.step("namen zoeken")
            return judged(reading, title=brief.title, name=brief.name)
        except IntakeProblem as problem:
            raise Refusal(str(problem)) from problem
        except PseudonymiserError as problem:
            raise Refusal(NO_PSEUDONYMISER) from problem

    def save(self, run: Any, result: Read) -> None:
        keep_draft(run, result)


read_document = current_app.register_task(ReadDocument())


class CheckWatched(Task):  # type: ignore[misc]
    """Asks the watched addresses whose week is over; the clock calls it every hour."""

    name = "knowledge.check_watched"
    ignore_result = True

    def run(self) -> int:
        return check_watched()


check_watched_addresses = current_app.register_task(CheckWatched())

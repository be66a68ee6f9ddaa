"""The task that imports a law, in pieces that go on where the one before stopped."""

import time
from typing import Any

from celery import current_app

from knowledge.actions.law import MOST_REFUSALS, TASK, Outcome, import_articles, law_from
from knowledge.embedding import EmbeddingProblem
from knowledge.law.structure import Law
from knowledge.models import LawFile, LawImport
from organisations.models import RunState
from organisations.runs import LeaseLost, Refusal, RunTask, Taken, later
from organisations.scope import organisation_scope

BUDGET = 200.0
"""Seconds of work in one go: Celery ends a task at 300."""


class ImportLaw(RunTask):
    """Reads a law whole, then writes it article by article; a worker that dies loses one article's work."""

    name = TASK
    model = LawImport

    def load(self, run: Any) -> dict[str, Any]:
        held = LawFile.objects.filter(asked=run).first()
        return {"data": bytes(held.content) if held else None, "url": run.url, "start": run.done}

    def think(self, brief: dict[str, Any], taken: Taken) -> None:
        end = time.monotonic() + BUDGET
        taken.step("ophalen en nakijken")
        law = law_from(data=brief["data"], url=brief["url"])
        _announce(law, taken)

        def kept(done: int, outcome: Outcome) -> None:
            _count(taken, done=done, outcome=outcome)

        for start in range(brief["start"], len(law.articles)):
            if time.monotonic() > end:
                _hand_over(taken)
            taken.step(f"artikel {start + 1} van {len(law.articles)}")
            try:
                import_articles(law, organisation_id=taken.organisation_id, start=start, stop=start + 1, kept=kept)
            except EmbeddingProblem as problem:
                raise Refusal(f"{problem} Wat al ingelezen was, is bewaard.") from problem

    def save(self, run: Any, result: None) -> None:
        LawFile.objects.filter(asked=run).delete()


def _announce(law: Law, taken: Taken) -> None:
    """The report at its start: what the law is, and what of it is left out."""
    with organisation_scope(taken.organisation_id):
        run = LawImport.objects.get(id=taken.run_id)
        refusals = [[one.number, one.reason] for one in law.refused[:MOST_REFUSALS]]
        report = {**vars(Outcome()), **run.report, "refused": len(law.refused), "refusals": refusals,
                  "notes": list(law.notes), "law_id": law.id}  # fmt: skip
        LawImport.objects.filter(id=run.pk).update(title=law.short_title[:400], total=len(law.articles), report=report)


def _count(taken: Taken, *, done: int, outcome: Outcome) -> None:
    run = LawImport.objects.get(id=taken.run_id)
    report = {**run.report, **{name: run.report.get(name, 0) + value for name, value in vars(outcome).items()}}
    LawImport.objects.filter(id=run.pk).update(done=done, report=report)


def _hand_over(taken: Taken) -> None:
    """Back in the queue for the next go, which does not count as another attempt. Raises LeaseLost."""
    with organisation_scope(taken.organisation_id):
        mine = LawImport.objects.filter(id=taken.run_id, attempt=taken.attempt, state=RunState.RUNNING)
        if mine.update(state=RunState.QUEUED, attempt=0, lease_until=None):
            later(TASK, LawImport.objects.get(id=taken.run_id))
    raise LeaseLost


import_law = current_app.register_task(ImportLaw())

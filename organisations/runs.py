"""Taking, renewing and closing a run: the row is the truth, so a killed worker or a lost queue loses nothing."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from celery import Task, current_app
from django.conf import settings
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone
from kombu.exceptions import OperationalError

from organisations.models import Organisation, Run, RunState
from organisations.progress import tell
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

log = logging.getLogger("ai4care.runs")
MOST_ATTEMPTS = 5
GAVE_UP = (
    "Dit lukte na vijf pogingen niet. Je vraag is bewaard; probeer het later opnieuw of meld het aan de beheerder."
)


class Refusal(Exception):
    """A task stops for a reason a professional can read; the sentence goes on the row."""


class LeaseLost(Exception):
    """Another attempt took this run over; what this one made is thrown away."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """One attempt at one run: proof that this worker may save."""

    model: type[Run]
    organisation_id: UUID
    run_id: UUID
    attempt: int

    def step(self, name: str) -> None:
        """Say what is being done now; renews the lease. Raises LeaseLost. One short transaction."""
        with organisation_scope(self.organisation_id):
            if not self._mine().update(step=name, lease_until=_lease_end()):
                raise LeaseLost
        tell(self.run_id, {"state": RunState.RUNNING, "step": name})

    @contextmanager
    def saving(self) -> Iterator[None]:
        """The scope in which the result is written: all of it, and only if the lease is still held."""
        with organisation_scope(self.organisation_id):
            held = self._mine().select_for_update().first()
            if held is None:
                raise LeaseLost
            yield
            self._mine().update(state=RunState.DONE, finished_at=timezone.now(), lease_until=None, problem="")
        tell(self.run_id, {"state": RunState.DONE})

    def fail(self, problem: str) -> None:
        """Close the run with a sentence; without effect when another attempt holds it."""
        with organisation_scope(self.organisation_id):
            closed = self._mine().update(
                state=RunState.FAILED, problem=problem, finished_at=timezone.now(), lease_until=None
            )
        if closed:
            tell(self.run_id, {"state": RunState.FAILED, "problem": problem})

    def _mine(self) -> Any:
        return self.model.objects.filter(id=self.run_id, attempt=self.attempt, state=RunState.RUNNING)


def take(model: type[Run], *, organisation_id: UUID, run_id: UUID) -> Taken | None:
    """Take a queued run, or one whose lease ran out; None when another has it or it is closed. Counts the attempt."""
    free = Q(state=RunState.QUEUED) | Q(state=RunState.RUNNING, lease_until__lt=timezone.now())
    with organisation_scope(organisation_id):
        taken = model.objects.filter(free, id=run_id).update(
            state=RunState.RUNNING, attempt=F("attempt") + 1, lease_until=_lease_end()
        )
        if not taken:
            return None
        attempt = model.objects.get(id=run_id).attempt
    held = Taken(model=model, organisation_id=organisation_id, run_id=run_id, attempt=attempt)
    if attempt > MOST_ATTEMPTS:  # it ended its worker each time, so it never came to its own end
        held.fail(GAVE_UP)
        return None
    return held


def _lease_end() -> Any:
    return timezone.now() + timedelta(seconds=settings.RUN_LEASE_SECONDS)


class RunTask(Task):  # type: ignore[misc]
    """A task on one run: load (in scope), think (outside any scope), save (in scope, under the lease)."""

    abstract = True
    model: ClassVar[type[Run]]

    def load(self, run: Any) -> Any:
        """A frozen brief: all that thinking needs. Raises Refusal."""
        raise NotImplementedError

    def think(self, brief: Any, taken: Taken) -> Any:
        """The slow part: no scope, no transaction; calls taken.step(name). Raises Refusal."""
        raise NotImplementedError

    def save(self, run: Any, result: Any) -> None:
        """Write the result; runs inside taken.saving()."""
        raise NotImplementedError

    def run(self, organisation_id: str, run_id: str) -> None:
        taken = take(self.model, organisation_id=UUID(organisation_id), run_id=UUID(run_id))
        if taken is None:
            return
        with acting(Actor(role="platform", purpose="uitvoering")):
            self._attempt(taken)

    def _attempt(self, taken: Taken) -> None:
        try:
            with organisation_scope(taken.organisation_id):
                brief = self.load(self.model.objects.get(id=taken.run_id))
            result = self.think(brief, taken)
            with taken.saving():
                self.save(self.model.objects.get(id=taken.run_id), result)
        except LeaseLost:
            log.warning("run %s: the lease was lost", taken.run_id)
        except Refusal as refusal:
            taken.fail(str(refusal))
        except Exception:
            log.exception("run %s: attempt %s failed", taken.run_id, taken.attempt)
            if taken.attempt >= MOST_ATTEMPTS:
                taken.fail(GAVE_UP)
            # otherwise the lease runs out and the sweeper hands it to the next attempt


def later(task: str, run: Run) -> None:
    """Hand a run to the task of this name after commit. When the queue is away the sweeper does it later."""
    arguments = (str(run.organisation_id), str(run.id))
    transaction.on_commit(lambda: _send(task, arguments))


def _send(task: str, arguments: tuple[str, str]) -> None:
    try:
        current_app.send_task(task, args=arguments, retry=False)
    except (OSError, OperationalError) as away:
        log.warning("queue away, the sweeper will publish %s: %s", arguments[1], away)


def sweep() -> int:
    """Publish again what waits or whose lease ran out, in every organisation; returns how many. Loops over scopes."""
    published = 0
    tasks = run_tasks()
    for organisation_id in Organisation.objects.values_list("id", flat=True):
        with organisation_scope(organisation_id):
            for task in tasks:
                for run in _stranded(task.model):
                    later(task.name, run)
                    published += 1
    return published


def _stranded(model: type[Run]) -> list[Run]:
    now = timezone.now()
    waited = Q(state=RunState.QUEUED, created_at__lt=now - timedelta(seconds=settings.RUN_SWEEP_SECONDS))
    lapsed = Q(state=RunState.RUNNING, lease_until__lt=now)
    return list(model.objects.filter(waited | lapsed).select_for_update(skip_locked=True)[:100])


def run_tasks() -> list[RunTask]:
    """Every registered task that works on runs."""
    return [task for task in current_app.tasks.values() if isinstance(task, RunTask)]

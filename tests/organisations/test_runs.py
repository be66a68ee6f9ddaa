"""A run: taken once, kept by its lease, saved by the attempt that holds it, swept up when stranded."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from celery import current_app
from django.conf import settings
from django.db import connections
from django.utils import timezone

from organisations.models import Invitation, Role, RunState
from organisations.runs import GAVE_UP, MOST_ATTEMPTS, LeaseLost, Refusal, RunTask, Taken, later, sweep, take
from organisations.scope import SHARED, organisation_scope
from referrals.models import ServiceImport
from tests import make
from tests.people import FAY

current_app.loader.import_default_modules()
Captured = Callable[..., Any]


class Step(RunTask):
    """A task whose slow part does what a test wants."""

    name = "tests.step"
    model = Invitation

    def __init__(self, think: Callable[[Taken], None] = lambda taken: None) -> None:
        self.does = think
        self.saved = 0

    def load(self, run: Any) -> str:
        return str(run.name)

    def think(self, brief: str, taken: Taken) -> str:
        self.does(taken)
        return brief

    def save(self, run: Any, result: str) -> None:
        self.saved += 1
        run.name = f"{result} opgeslagen"
        run.save()


@pytest.fixture
def run() -> Invitation:
    """Work that waits."""
    return queued()


def queued() -> Invitation:
    """A new run at Horizon."""
    with make.at(FAY) as fay:
        return Invitation.objects.create(
            email="x@horizon.example", name="Werk", roles=[Role.CAREGIVER], invited_by=fay, idempotency_key=uuid4(),
            expires_at=timezone.now() + timedelta(days=1),
        )  # fmt: skip


def now(run: Invitation) -> Invitation:
    """The row as it stands."""
    with organisation_scope(make.organisation("horizon").id):
        return Invitation.objects.get(id=run.id)


def set_to(run: Invitation, **values: Any) -> None:
    """Bring the row in a state that a crash leaves."""
    with organisation_scope(make.organisation("horizon").id):
        Invitation.objects.filter(id=run.id).update(**values)


def lapse(run: Invitation) -> None:
    """The worker was killed a while ago."""
    set_to(run, lease_until=timezone.now() - timedelta(seconds=1))


def taken(horizon: UUID, run: Invitation) -> Taken | None:
    """One more worker tries to take it."""
    return take(Invitation, organisation_id=horizon, run_id=run.id)


def test_a_run_is_taken_once(horizon: UUID, run: Invitation) -> None:
    assert taken(horizon, run) is not None
    assert taken(horizon, run) is None
    held = now(run)
    assert (held.state, held.attempt) == (RunState.RUNNING, 1)
    assert held.lease_until is not None
    assert timedelta(0) < held.lease_until - timezone.now() <= timedelta(seconds=settings.RUN_LEASE_SECONDS)


def test_after_the_lease_another_attempt_takes_it(horizon: UUID, run: Invitation) -> None:
    taken(horizon, run)
    lapse(run)
    second = taken(horizon, run)
    assert second is not None
    assert second.attempt == now(run).attempt == 2


@pytest.mark.parametrize("state", [RunState.DONE, RunState.FAILED])
def test_what_is_closed_is_not_taken_again(state: RunState, horizon: UUID, run: Invitation) -> None:
    set_to(run, state=state)
    assert taken(horizon, run) is None


def test_a_run_that_is_nowhere_is_not_taken(horizon: UUID) -> None:
    assert take(Invitation, organisation_id=horizon, run_id=uuid4()) is None


def test_a_step_is_told_and_renews_the_lease(horizon: UUID, run: Invitation) -> None:
    held = taken(horizon, run)
    assert held is not None
    lapse(run)
    held.step("bronnen zoeken")
    after = now(run)
    assert after.step == "bronnen zoeken"
    assert after.lease_until is not None
    assert after.lease_until > timezone.now()


def test_all_goes_well(horizon: UUID, run: Invitation) -> None:
    task = Step(lambda held: held.step("denken"))
    task.run(str(horizon), str(run.id))
    after = now(run)
    assert (after.state, after.name, after.step, after.lease_until) == (
        RunState.DONE, "Werk opgeslagen", "denken", None,
    )  # fmt: skip
    assert after.finished_at is not None


def test_a_message_that_comes_twice_is_done_once(horizon: UUID, run: Invitation) -> None:
    task = Step()
    task.run(str(horizon), str(run.id))
    task.run(str(horizon), str(run.id))
    assert (task.saved, now(run).attempt) == (1, 1)


def test_the_attempt_that_lost_its_lease_throws_its_work_away(horizon: UUID, run: Invitation) -> None:
    """While the first one thinks, its lease lapses and a second one takes over and finishes."""
    second = Step()

    def slow(held: Taken) -> None:
        lapse(run)
        second.run(str(horizon), str(run.id))

    first = Step(slow)
    first.run(str(horizon), str(run.id))
    assert (first.saved, second.saved) == (0, 1)
    assert (now(run).state, now(run).attempt) == (RunState.DONE, 2)


def test_a_lost_lease_is_noticed_at_the_next_step(horizon: UUID, run: Invitation) -> None:
    first = taken(horizon, run)
    lapse(run)
    taken(horizon, run)
    assert first is not None
    with pytest.raises(LeaseLost):
        first.step("te laat")
    with pytest.raises(LeaseLost), first.saving():
        pytest.fail("the result was about to be written")
    first.fail("te laat")
    assert (now(run).state, now(run).problem) == (RunState.RUNNING, "")


def test_a_refusal_stands_on_the_row_as_a_sentence(horizon: UUID, run: Invitation) -> None:
    def refuse(held: Taken) -> None:
        raise Refusal("Er staat nog geen notitie in deze casus.")

    Step(refuse).run(str(horizon), str(run.id))
    after = now(run)
    assert (after.state, after.problem) == (RunState.FAILED, "Er staat nog geen notitie in deze casus.")
    assert after.lease_until is None


def broken(held: Taken) -> None:
    """What nobody foresaw."""
    raise ZeroDivisionError


def test_an_error_leaves_the_run_for_the_next_attempt_without_its_words(horizon: UUID, run: Invitation) -> None:
    Step(broken).run(str(horizon), str(run.id))
    after = now(run)
    assert (after.state, after.problem) == (RunState.RUNNING, "")


def test_after_five_attempts_it_gives_up_with_a_sentence(horizon: UUID, run: Invitation) -> None:
    for _ in range(MOST_ATTEMPTS + 2):
        Step(broken).run(str(horizon), str(run.id))
        lapse(run)
    after = now(run)
    assert (after.state, after.attempt, after.problem) == (RunState.FAILED, 5, GAVE_UP)


def test_a_worker_killed_five_times_is_given_up_too(horizon: UUID, run: Invitation) -> None:
    """A run that kills its worker each time never reaches the code that gives up."""
    for _ in range(MOST_ATTEMPTS):
        assert taken(horizon, run) is not None
        lapse(run)
    assert taken(horizon, run) is None
    assert (now(run).state, now(run).problem) == (RunState.FAILED, GAVE_UP)


def test_a_result_that_cannot_be_saved_is_undone_whole(horizon: UUID, run: Invitation) -> None:
    class Half(Step):
        def save(self, run: Any, result: str) -> None:
            super().save(run, result)
            raise ZeroDivisionError

    Half().run(str(horizon), str(run.id))
    assert (now(run).name, now(run).state) == ("Werk", RunState.RUNNING)


def in_the_queue() -> list[str]:
    """The ids of the runs that the queue holds now; empties it."""
    found: list[str] = []
    name = current_app.conf.task_default_queue
    with current_app.connection_for_read() as line, closing(line.SimpleQueue(name)) as queue, suppress(queue.Empty):
        while message := queue.get_nowait():
            message.ack()
            found.append(str(message.payload[0][1]))
    return found


def test_asking_puts_ids_in_the_queue_after_commit_only(
    run: Invitation, django_capture_on_commit_callbacks: Captured
) -> None:
    in_the_queue()
    with django_capture_on_commit_callbacks(execute=True):
        later("organisations.send_invitation", run)
        assert in_the_queue() == []
    assert in_the_queue() == [str(run.id)]


def test_the_sweeper_hands_out_what_waits_too_long_and_what_lapsed(
    run: Invitation, horizon: UUID, django_capture_on_commit_callbacks: Captured
) -> None:
    _fresh, lapsed, held, done = queued(), queued(), queued(), queued()
    long_ago = timezone.now() - timedelta(seconds=settings.RUN_SWEEP_SECONDS + 1)
    with organisation_scope(horizon):
        for waiting in (run, done):
            waiting.created_at = long_ago
            waiting.save()
    set_to(lapsed, state=RunState.RUNNING, lease_until=long_ago)
    set_to(held, state=RunState.RUNNING, lease_until=timezone.now() + timedelta(minutes=1))
    set_to(done, state=RunState.DONE)
    in_the_queue()
    with django_capture_on_commit_callbacks(execute=True):
        assert sweep() == 2
    assert sorted(in_the_queue()) == sorted([str(run.id), str(lapsed.id)])


def test_a_row_that_another_sweeper_holds_is_passed_by_at_once() -> None:
    """With real commits, on connections of their own, in the organisation that every database has."""
    in_threads(_two_sweepers)


def _two_sweepers() -> None:
    long_ago = timezone.now() - timedelta(minutes=5)
    with organisation_scope(SHARED):
        row = ServiceImport.objects.create(idempotency_key=uuid4(), state=RunState.RUNNING, lease_until=long_ago)
    try:
        in_the_queue()
        with organisation_scope(SHARED):
            assert ServiceImport.objects.select_for_update().filter(id=row.id).exists()
            in_threads(sweep)
            assert in_the_queue() == []
        in_threads(sweep)
        assert in_the_queue() == [str(row.id)]
    finally:
        with organisation_scope(SHARED):
            row.delete()


def in_threads(work: Callable[[], object]) -> None:
    """Do this on a connection of its own, and wait; raises what it raised."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        pool.submit(_and_close, work).result(timeout=30)


def _and_close(work: Callable[[], object]) -> None:
    try:
        work()
    finally:
        connections.close_all()

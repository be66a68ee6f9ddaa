"""Whatever is killed while analyses are written: every promised request ends as done, exactly once."""

import os
import signal
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
import redis

from ai4care.processes import is_running, wait_until
from tests.machinery.running import Demo
from tests.resilience.caregiver import Caregiver

pytestmark = [pytest.mark.slow, pytest.mark.timeout(300)]
BACK_WITHIN = 60.0


def all_done_once(anna: Caregiver, ids: list[str]) -> int:
    """Each of these has one whole memo; returns how many attempts it took in all."""
    outcomes = anna.finished(ids)
    assert {outcome.id for outcome in outcomes} == set(ids)
    for outcome in outcomes:
        assert (outcome.state, outcome.problem) == ("done", "")
        assert outcome.claims == outcome.places > 0
    return sum(outcome.attempt for outcome in outcomes)


def killed(demo: Demo, name: str) -> None:
    """End this process and all in its group at once, and wait until another took its place."""
    former = demo.pids()[name]
    os.killpg(former, signal.SIGKILL)
    assert wait_until(lambda: _is_back(demo, name, former), seconds=BACK_WITHIN)


def _is_back(demo: Demo, name: str, former: int) -> bool:
    now = demo.pids()[name]
    return now not in (0, former) and is_running(now)


def _pool(demo: Demo) -> list[int]:
    """The processes in which the worker does its tasks."""
    worker = demo.pids()["worker"]
    return [int(pid) for pid in Path(f"/proc/{worker}/task/{worker}/children").read_text().split()]


def kill_worker(demo: Demo) -> None:
    """The whole worker, with its pool."""
    killed(demo, "worker")


def kill_pool(demo: Demo) -> None:
    """Only the processes that are at work, as a lack of memory would."""
    for pid in _pool(demo):
        os.kill(pid, signal.SIGKILL)


def kill_beat(demo: Demo) -> None:
    """The clock of the sweeper, and then the queue's memory, so that only the sweeper can save what waits."""
    killed(demo, "beat")
    empty_redis(demo)


def kill_redis(demo: Demo) -> None:
    """The queue, and with it all connections to it."""
    killed(demo, "redis")


def empty_redis(demo: Demo) -> None:
    """A queue that forgot everything."""
    address = demo.addresses()["REDIS_URL"].replace("redis+socket", "unix")
    redis.Redis.from_url(address).flushall()


def cut_connections(demo: Demo) -> None:
    """What a failover does: every connection of the application is gone."""
    with psycopg.connect(demo.addresses()["DATABASE_URL"], autocommit=True) as line:
        ours = "select pid from pg_stat_activity where usename = current_user and pid <> pg_backend_pid()"
        line.execute(f"select pg_terminate_backend(pid) from ({ours}) as ours".encode())


def kill_postgres(demo: Demo) -> None:
    """The database server; its keeper starts it again, and it recovers what was committed."""
    former = demo.pids()["postgres"]
    os.kill(former, signal.SIGKILL)
    assert wait_until(lambda: _is_back(demo, "postgres", former) and _answers(demo), seconds=BACK_WITHIN)


def _answers(demo: Demo) -> bool:
    try:
        with psycopg.connect(demo.addresses()["DATABASE_URL"]) as line:
            return line.execute("select 1").fetchone() == (1,)
    except psycopg.OperationalError:
        return False


BLOWS: list[Callable[[Demo], None]] = [
    kill_worker, kill_pool, kill_beat, kill_redis, empty_redis, cut_connections, kill_postgres,
]  # fmt: skip


def test_without_a_blow_all_are_done(anna: Caregiver) -> None:
    ids = anna.ask(times=3)
    assert len(ids) == 3
    all_done_once(anna, ids)


@pytest.mark.parametrize("blow", BLOWS, ids=lambda blow: blow.__name__)
def test_no_request_is_lost_or_done_twice(blow: Callable[[Demo], None], demo: Demo, anna: Caregiver) -> None:
    ids = anna.ask(times=6)
    assert len(ids) == 6
    assert wait_until(lambda: anna.is_at_work(ids), seconds=30, every=0.01)
    blow(demo)
    ids += anna.ask(times=2)
    assert len(ids) == 8
    all_done_once(anna, ids)


def test_the_kill_of_a_worker_really_hits_work_in_hand(demo: Demo, anna: Caregiver) -> None:
    ids = anna.ask(times=4)
    assert wait_until(lambda: anna.is_at_work(ids), seconds=30, every=0.01)
    killed(demo, "worker")
    assert all_done_once(anna, ids) > len(ids)


def test_asking_works_while_the_queue_is_away(demo: Demo, anna: Caregiver) -> None:
    os.kill(demo.pids()["redis"], signal.SIGKILL)
    ids = anna.ask(times=2)
    assert len(ids) == 2
    all_done_once(anna, ids)


def test_a_click_that_is_sent_again_because_nobody_answered_gives_one_analysis(demo: Demo, anna: Caregiver) -> None:
    key, promised = str(uuid4()), set[str]()
    killed(demo, "web")
    for _ in range(3):
        assert wait_until(lambda: bool(anna.post(key)), seconds=BACK_WITHIN, every=0.5)
        promised |= {anna.post(key)}
    assert len(promised) == 1
    all_done_once(anna, [*promised])

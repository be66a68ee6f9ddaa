"""`manage.py demo` comes up, stays up, and leaves nothing behind however it ends."""

import os
import signal
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import psycopg
import pytest

from ai4care.processes import is_running, wait_until
from benchmarks.memory import family, memory_of
from tests.machinery.running import Demo, family_of, free_port_pair, run_manage, start_demo, state_folder

PARTS = {"web", "streams", "worker", "beat", "keeper", "postgres", "redis", "supervisor"}


@pytest.fixture(scope="module")
def prepared() -> Iterator[Path]:
    """A state folder in which `manage.py setup` ran: what somebody has who starts the demo once more."""
    with state_folder() as folder:
        done = run_manage("setup", var=folder)
        assert done.returncode == 0, done.stderr
        yield folder


@pytest.fixture
def demo(prepared: Path) -> Iterator[Demo]:
    """A demo of its own, for tests that end it."""
    started = start_demo(prepared)
    yield started
    started.stop()


def answers(demo: Demo) -> bool:
    """Whether the pages answer."""
    with urlopen(f"{demo.url}/leeft/", timeout=10) as answer:
        return bool(answer.status == 200)


def fairly(seconds: float) -> float:
    """That time on a machine with nothing else to do; more when others use its cores too."""
    return seconds * max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


def test_every_part_runs_and_the_pages_answer(running_demo: Demo) -> None:
    pids = running_demo.pids()
    assert set(pids) == PARTS
    assert all(is_running(pid) for pid in pids.values())
    assert answers(running_demo)


@pytest.mark.parametrize("name", ["web", "worker"])
def test_processes_share_what_was_loaded_before_they_were_forked(name: str, running_demo: Demo) -> None:
    parent = running_demo.pids()[name]
    assert wait_until(lambda: len(family(parent)) > 2, seconds=fairly(20))  # pages are served before the worker is up
    for pid in family(parent)[1:]:
        held = memory_of(pid)
        assert held.whole - held.own > 150


def test_streams_are_all_that_the_streams_process_serves(running_demo: Demo) -> None:
    with pytest.raises(OSError, match="404"), urlopen(f"{running_demo.streams}/leeft/", timeout=10):
        pass


def test_a_second_demo_on_the_same_data_is_refused_in_one_sentence(running_demo: Demo) -> None:
    refused = run_manage("demo", "--port", str(free_port_pair()), var=running_demo.var)
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith("AI4Care draait al met de gegevens in")
    assert "Traceback" not in refused.stdout + refused.stderr


@pytest.mark.parametrize("name", ["web", "streams", "worker", "beat"])
def test_a_part_that_dies_comes_back(name: str, running_demo: Demo) -> None:
    former = running_demo.pids()[name]
    os.kill(former, signal.SIGKILL)
    assert wait_until(lambda: running_demo.pids()[name] not in (0, former), seconds=20)
    assert is_running(running_demo.pids()[name])
    assert wait_until(lambda: not is_running(former), seconds=5)


def test_commands_start_within_three_seconds_when_the_services_are_up(running_demo: Demo) -> None:
    run_manage("check", var=running_demo.var)  # compiles what was never imported before
    begun = time.monotonic()
    assert run_manage("check", var=running_demo.var).returncode == 0
    assert time.monotonic() - begun < fairly(3)


def test_the_second_start_is_up_within_ten_seconds_and_keeps_the_data(prepared: Path) -> None:
    begun = time.monotonic()
    demo = start_demo(prepared)
    took = time.monotonic() - begun
    with psycopg.connect(demo.addresses()["DATABASE_OWNER_URL"], autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS number")
    demo.stop()
    again = start_demo(prepared)
    with psycopg.connect(again.addresses()["DATABASE_OWNER_URL"]) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)
    again.stop()
    assert took < fairly(10)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_asking_to_stop_leaves_no_process(number: signal.Signals, demo: Demo) -> None:
    demo.process.send_signal(number)
    said, _ = demo.process.communicate(timeout=30)
    assert demo.process.returncode == 0
    assert said.rstrip().endswith("Gestopt. De gegevens blijven bewaard.")
    assert not family_of(demo.var)


def test_killing_the_parent_leaves_no_process(demo: Demo) -> None:
    demo.process.kill()
    demo.process.wait()
    assert wait_until(lambda: not family_of(demo.var), seconds=20), family_of(demo.var)


def test_a_taken_port_gets_one_sentence(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        refused = run_manage("demo", "--port", str(port), var=var)
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith(f"Poort {port} is niet vrij: kies een andere")
    assert len(refused.stderr.splitlines()) == 1


@pytest.mark.parametrize("command", ["demo", "setup", "check"])
def test_an_unwritable_folder_gets_one_sentence(command: str) -> None:
    refused = run_manage(command, var=Path("/proc/ai4care"))
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith("In de map /proc/ai4care kan niet geschreven worden")
    assert "Traceback" not in refused.stderr


def test_the_demo_refuses_to_listen_to_the_world(var: Path) -> None:
    refused = run_manage("demo", "--host", "0.0.0.0", var=var)
    assert refused.returncode == 1
    assert refused.stderr.strip().startswith("Het demoprofiel luistert niet op 0.0.0.0")


def test_the_demo_says_that_it_is_one(running_demo: Demo) -> None:
    refused = run_manage("setup", var=running_demo.var)
    assert refused.stdout.startswith("Let op: dit is het demoprofiel")

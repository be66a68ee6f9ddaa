"""Memory is counted in three ways, which differ by what processes share."""

import os
import subprocess
import sys
from collections.abc import Iterator

import pytest

from benchmarks.memory import Memory, family, memory_of

MB = 1024 * 1024
FORKS = f"""
import os
held = bytearray(b"x" * {60 * MB})
if os.fork():
    print(flush=True)
    os.wait()
else:
    input()
"""


@pytest.fixture
def forked() -> Iterator[int]:
    """A process that holds 60 MB and shares it with its child."""
    with subprocess.Popen([sys.executable, "-c", FORKS], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        yield process.pid
        process.communicate(b"\n")


def test_what_is_shared_counts_in_each_or_spread_or_not_at_all(forked: int) -> None:
    held = memory_of(forked)
    assert len(family(forked)) == 2
    assert held.whole > 120
    assert 60 < held.share < 90
    assert held.own < 30


def test_a_process_that_ended_holds_nothing() -> None:
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert memory_of(ended.pid) == Memory()


def test_this_process_holds_something() -> None:
    assert memory_of(os.getpid()).whole > memory_of(os.getpid()).own > 1

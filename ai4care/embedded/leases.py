"""Locks the kernel drops however a process ends: who uses the services, who keeps them, who starts them."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ai4care.embedded.places import Places
from ai4care.processes import wait_until

_held: dict[Path, int] = {}


def hold(places: Places) -> None:
    """Hold a lease until the process ends; waits while a keeper that saw the last user leave is stopping."""
    if places.var not in _held:
        lease = os.open(places.lease, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lease, fcntl.LOCK_SH)
        _held[places.var] = lease


def give_up(places: Places, *, within: float) -> None:
    """End this process's lease, and wait until the services are gone unless others still use them."""
    lease = _held.pop(places.var, None)
    if lease is None:
        return
    fcntl.flock(lease, fcntl.LOCK_UN)
    wait_until(lambda: not keeper_lives(places) or _others_stay(lease), seconds=within)
    os.close(lease)


def keeper_lives(places: Places) -> bool:
    """Whether some keeper holds its lock on these places."""
    with places.keeper_lock.open("a") as lock:
        return not _could_have(lock.fileno(), fcntl.LOCK_SH)


def take_alone(file: int) -> bool:
    """Take the lock if nobody else holds it; returns whether that worked."""
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def one_at_a_time(path: Path) -> Iterator[None]:
    """Wait for the lock on `path` and hold it for the block."""
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _others_stay(lease: int) -> bool:
    """Whether the lock can be shared but not had alone; the keeper holds it alone while it stops."""
    if _could_have(lease, fcntl.LOCK_EX) or not _could_have(lease, fcntl.LOCK_SH):
        return False
    return not _could_have(lease, fcntl.LOCK_EX)


def _could_have(file: int, kind: int) -> bool:
    """Whether the lock was to be had at this moment; it is given back at once."""
    try:
        fcntl.flock(file, kind | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    fcntl.flock(file, fcntl.LOCK_UN)
    return True

"""The embedded PostgreSQL and Redis, for the demo and the tests: used when no addresses are given.

They live while any process holds a lease (a shared lock the kernel drops however the process ends);
a keeper process starts them, revives them and stops them when the last lease is gone.
"""

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ai4care import environment
from ai4care.embedded import secrets
from ai4care.embedded.places import EmbeddedProblem, Places

__all__ = ["EmbeddedProblem", "Places", "ensure", "furnish"]

_NEEDED = ("DATABASE_URL", "REDIS_URL")
_leases: dict[Path, int] = {}


def furnish() -> bool:
    """Complete the environment with the embedded services when no addresses are given.

    Returns whether they are used. Then the profile becomes `demo` unless one was chosen. Raises
    EmbeddedProblem when only one address is given, or none in production.
    """
    missing = [name for name in _NEEDED if not environment.given(name)]
    if not missing:
        return False
    chosen = environment.read("AI4CARE_PROFILE", default="")
    if chosen == "production" or (len(missing) == 1 and not chosen):
        raise EmbeddedProblem(
            f"{' en '.join(missing)} ontbreekt: geef een adres, of kies AI4CARE_PROFILE=demo."
        )
    for name, value in ensure(environment.var()).items():
        if not environment.given(name):
            os.environ[name] = value
    os.environ.setdefault("AI4CARE_PROFILE", "demo")
    return True


def ensure(var: Path) -> dict[str, str]:
    """Start or join the services under `var` and keep them until this process ends.

    Returns DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, SECRET_KEY and AI4CARE_PLATFORM_KEY. Raises
    EmbeddedProblem. Costs milliseconds when they run, 1 to 2 s to start, some 5 s the first time.
    """
    places = Places.prepare(var)
    with _alone(places.start_lock):
        _lease(places)
        if not _keeper_lives(places):
            _start_keeper(places)
        state = json.loads(places.state.read_text())
    return {**_addresses(state), **secrets.kept_in(places.secrets)}


def _addresses(state: dict[str, str]) -> dict[str, str]:
    from urllib.parse import quote

    host = quote(state["postgres"], safe="/")
    return {
        "DATABASE_URL": f"postgresql://ai4care_app@/ai4care?host={host}",
        "DATABASE_OWNER_URL": f"postgresql://ai4care_owner@/ai4care?host={host}",
        "REDIS_URL": f"redis+socket://{quote(state['redis'], safe='/')}",
    }


def _lease(places: Places) -> None:
    """Hold the shared lock; waits while a keeper that saw the last user leave is still stopping."""
    if places.var not in _leases:
        lease = os.open(places.lease, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        fcntl.flock(lease, fcntl.LOCK_SH)
        _leases[places.var] = lease


def _keeper_lives(places: Places) -> bool:
    with places.keeper_lock.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _start_keeper(places: Places) -> None:
    with places.log("keeper").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "ai4care.embedded.keeper", str(places.var)],
            cwd=environment.PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
            text=True, start_new_session=True,
        )  # fmt: skip
    assert keeper.stdout is not None
    with keeper.stdout as answers:
        for line in answers:
            if line.strip() == "ready":
                return
            raise EmbeddedProblem(line.strip())
    raise EmbeddedProblem(f"De ingebouwde diensten startten niet: zie {places.log('keeper')}.")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

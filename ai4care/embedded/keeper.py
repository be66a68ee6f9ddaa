"""The process that keeps PostgreSQL and Redis running until the last lease is gone."""

import fcntl
import json
import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

from ai4care.embedded import leases, postgres, redis
from ai4care.embedded.places import EmbeddedProblem, Places, problem_with
from ai4care.processes import Child, wait_until

_LOOK_EVERY = 0.2
_START_WITHIN = 60.0


class Stop(Exception):
    """Somebody asked the keeper itself to stop."""


def main(var: Path) -> int:
    """Keep the services under `var`; says `ready` or one sentence on standard output."""
    places = Places(var)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop)
    with places.keeper_lock.open("a") as lock, places.lease.open("a") as lease:
        fcntl.flock(lock, fcntl.LOCK_EX)
        children: list[Child] = []
        try:
            _start(places, children)
            _say("ready")
            _keep(places, children, lease=lease.fileno())
        except Stop:
            pass
        except EmbeddedProblem as problem:
            _say(str(problem))
            return 1
        except OSError as problem:
            _say(str(problem_with(var, problem)))
            raise
        finally:
            _stop_all(places, children)
    return 0


def _start(places: Places, children: list[Child]) -> None:
    children += [postgres.child(places), redis.child(places)]
    path = redis.socket_path(children[1])
    for child in children:
        child.start()
    _await(children[0], lambda: postgres.is_ready(places))
    postgres.prepare_roles(places)
    _await(children[1], lambda: redis.is_ready(path))
    _write_state(places, children)


def _await(child: Child, ready: object) -> None:
    assert callable(ready)
    wait_until(lambda: ready() or child.ended(), seconds=_START_WITHIN)
    if child.ended() or not ready():
        raise EmbeddedProblem(f"{child.name} startte niet: zie {child.log}.")


def _keep(places: Places, children: list[Child], *, lease: int) -> None:
    """Revive what dies, until the exclusive lock can be had: then nobody holds a lease any more."""
    while not leases.take_alone(lease):
        for child in children:
            if sentence := child.revive():
                print(sentence, file=sys.stderr, flush=True)
                _write_state(places, children)
        time.sleep(_LOOK_EVERY)


def _write_state(places: Places, children: list[Child]) -> None:
    database, queue = children
    state = {
        "postgres": str(_socket_folder(database)),
        "redis": str(redis.socket_path(queue)),
        "pids": {"keeper": os.getpid(), "postgres": database.pid, "redis": queue.pid},
    }
    draft = places.state.with_suffix(".new")
    draft.write_text(json.dumps(state))
    draft.rename(places.state)


def _socket_folder(database: Child) -> Path:
    marker = "unix_socket_directories="
    return next(Path(part.removeprefix(marker)) for part in database.command if part.startswith(marker))


def _stop_all(places: Places, children: list[Child]) -> None:
    places.state.unlink(missing_ok=True)
    for child in children:
        child.ask_to_stop()
    for child in children:
        child.stop(within=20)
    if len(children) == 2:
        places.forget_socket_folder(_socket_folder(children[0]))
        places.forget_socket_folder(redis.socket_path(children[1]).parent)


def _say(line: str) -> None:
    """Tell the process that waits; nothing more is said after that."""
    print(line, flush=True)
    with Path(os.devnull).open("w") as nothing:
        os.dup2(nothing.fileno(), sys.stdout.fileno())


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise Stop


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))

"""The embedded PostgreSQL and Redis, for the demo and the tests: used when no addresses are given.

They live while any process holds a lease; a keeper process starts them, revives them and stops them
when the last lease is gone.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import quote

from ai4care import environment
from ai4care.embedded import leases, secrets
from ai4care.embedded.places import EmbeddedProblem, Places
from ai4care.processes import wait_until

__all__ = ["EmbeddedProblem", "Places", "addresses_in", "ensure", "furnish", "release"]

_NEEDED = ("DATABASE_URL", "REDIS_URL")
_KEEPER_STOPS_WITHIN = 30.0
_started: dict[Path, "subprocess.Popen[str]"] = {}


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
        names = " en ".join(missing)
        raise EmbeddedProblem(f"Geen waarde voor {names}: geef een adres, of kies AI4CARE_PROFILE=demo.")
    for name, value in ensure(environment.var()).items():
        if not environment.given(name):
            os.environ[name] = value
    os.environ.setdefault("AI4CARE_PROFILE", "demo")
    return True


def ensure(var: Path) -> dict[str, str]:
    """Start or join the services under `var` and keep them until this process ends.

    Returns DATABASE_URL, DATABASE_OWNER_URL, REDIS_URL, SECRET_KEY and AI4CARE_PLATFORM_KEY. Raises
    EmbeddedProblem. Costs milliseconds when they run, half a second to start, some 2 s the first time.
    """
    places = Places.prepare(var)
    with leases.one_at_a_time(places.start_lock):
        leases.hold(places)
        if not (places.state.exists() and leases.keeper_lives(places)):
            wait_until(lambda: not leases.keeper_lives(places), seconds=_KEEPER_STOPS_WITHIN)
            _start_keeper(places)
        return {**addresses_in(places.var), **secrets.kept_in(places.secrets)}


def addresses_in(var: Path) -> dict[str, str]:
    """DATABASE_URL, DATABASE_OWNER_URL and REDIS_URL of the services that run under `var`."""
    state = json.loads(Places(var).state.read_text())
    database, queue = quote(state["postgres"], safe="/"), quote(state["redis"], safe="/")
    return {
        "DATABASE_URL": f"postgresql://ai4care_app@/ai4care?host={database}",
        "DATABASE_OWNER_URL": f"postgresql://ai4care_owner@/ai4care?host={database}",
        "REDIS_URL": f"redis+socket://{queue}",
    }


def release(var: Path, *, within: float) -> None:
    """End this process's use, and wait at most `within` seconds for services that nobody uses to stop."""
    places = Places(var.resolve())
    leases.give_up(places, within=within)
    keeper = _started.pop(places.var, None)
    if keeper and not leases.keeper_lives(places):
        keeper.wait(within)  # it let go of its lock, so it is ending: leave no zombie


def _start_keeper(places: Places) -> None:
    with places.log("keeper").open("ab") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "ai4care.embedded.keeper", str(places.var)],
            cwd=environment.PROJECT, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log,
            text=True, start_new_session=True,
        )  # fmt: skip
    assert keeper.stdout is not None
    with keeper.stdout as answers:
        answer = answers.readline().strip()
    if answer != "ready":
        raise EmbeddedProblem(answer or f"De ingebouwde diensten startten niet: zie {places.log('keeper')}.")
    _started[places.var] = keeper

"""The real stack in processes of its own, for tests that need real commits, a real worker or real kills."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from ai4care import embedded, environment
from ai4care.processes import is_running, wait_until

_OURS = ("AI4CARE_", "DATABASE_", "REDIS_", "SECRET_KEY", "SITE_URL", "STREAM_", "ALLOWED_HOSTS", "DJANGO_")
_UP_WITHIN, _DOWN_WITHIN = 170.0, 30.0


@dataclass
class Demo:
    """One `manage.py demo` on a state folder of its own."""

    var: Path
    process: subprocess.Popen[str]

    @property
    def url(self) -> str:
        """The address of the pages, without a slash at the end."""
        return str(self._state()["url"])

    @property
    def streams(self) -> str:
        """The origin of the event streams."""
        return str(self._state()["streams"])

    def pids(self) -> dict[str, int]:
        """The ids of supervisor, web, streams, worker, beat, keeper, postgres and redis as they are now."""
        services = json.loads((self.var / "run" / "services.json").read_text())
        return {**self._state()["pids"], **services["pids"], "supervisor": self.process.pid}

    def kill(self, name: str, *, by: int = signal.SIGKILL) -> None:
        """Send a signal to one of the processes."""
        os.kill(self.pids()[name], by)

    def addresses(self) -> dict[str, str]:
        """DATABASE_URL (app role), DATABASE_OWNER_URL and REDIS_URL."""
        return embedded.addresses_in(self.var)

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a management command on the same data."""
        return run_manage(*arguments, var=self.var)

    def is_up(self) -> bool:
        """Whether the address was printed, so the pages answer."""
        try:
            return bool(self._state()["supervisor"] == self.process.pid)
        except FileNotFoundError:
            return False

    def stop(self) -> str:
        """Ask it to stop and return all it said."""
        if self.process.poll() is None:
            self.process.terminate()
        said, _ = self.process.communicate(timeout=_DOWN_WITHIN)
        return said

    def _state(self) -> Any:
        return json.loads((self.var / "run" / "demo.json").read_text())


def clean_environment(var: Path) -> dict[str, str]:
    """The environment of somebody who set nothing but the state folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)}
    guard = str(Path(__file__).parent / "guard")
    return {**kept, "AI4CARE_VAR": str(var), "PYTHONPATH": guard}


def run_manage(*arguments: str, var: Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Run a management command to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=environment.PROJECT,
        env={**clean_environment(var), **settings},
        capture_output=True,
        text=True,
        timeout=_UP_WITHIN,
    )


def start_demo(var: Path, **settings: str) -> Demo:
    """Start the demo on free ports, with these settings, and return when its pages answer."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", "demo", "--port", str(free_port_pair())],
        cwd=environment.PROJECT, env={**clean_environment(var), **settings},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    demo = Demo(var, process)
    wait_until(lambda: demo.is_up() or process.poll() is not None, seconds=_UP_WITHIN)
    if not demo.is_up():
        pytest.fail(f"De demo startte niet:\n{demo.stop()}")
    return demo


def free_port_pair() -> int:
    """A port that is free together with the next one."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port: int = first.getsockname()[1]
            try:
                second.bind(("127.0.0.1", port + 1))
            except (OSError, OverflowError):
                continue
            return port


def family_of(var: Path) -> list[int]:
    """Every living process that was started for this state folder: by its command line or its environment."""
    return [pid for pid in _all_pids() if pid != os.getpid() and _mentions(pid, str(var)) and is_running(pid)]


def _all_pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _mentions(pid: int, text: str) -> bool:
    for source in ("cmdline", "environ"):
        try:
            if text.encode() in Path(f"/proc/{pid}/{source}").read_bytes():
                return True
        except OSError:
            continue
    return False


@contextmanager
def state_folder() -> Iterator[Path]:
    """An empty state folder with a short path, as sockets need; afterwards nothing may be left running in it."""
    folder = Path(tempfile.mkdtemp(prefix="ai4care-test-"))
    try:
        yield folder
        left = [] if wait_until(lambda: not family_of(folder), seconds=_DOWN_WITHIN) else family_of(folder)
        assert not left, f"processes left behind: {left}"
    finally:
        for pid in family_of(folder):
            os.kill(pid, signal.SIGKILL)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def var() -> Iterator[Path]:
    """An empty state folder for one test."""
    with state_folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def running_demo() -> Iterator[Demo]:
    """The real stack: web, streams and worker on their own PostgreSQL and Redis, with the demo's data.

    It is shared by the tests of a session: a test that kills a part waits until that part is back.
    """
    with state_folder() as folder:
        demo = start_demo(folder)
        yield demo
        demo.stop()

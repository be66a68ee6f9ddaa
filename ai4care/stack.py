"""The parts of the running demo: its environment, its one-off commands and its long-running programs."""

import errno
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

from ai4care import embedded, environment
from ai4care.embedded.places import Places
from ai4care.processes import Child, die_with_parent

_LAST_LINE = 300


class StackProblem(Exception):
    """The demo cannot start; its text is one Dutch sentence for people."""


def refuse_taken_ports(*ports: int) -> None:
    """Raise StackProblem when another program listens on one of the ports."""
    for port in ports:
        with socket.socket() as attempt:
            attempt.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                attempt.bind(("127.0.0.1", port))
            except (OSError, OverflowError):
                raise StackProblem(
                    f"Poort {port} is niet vrij: kies een andere met bijvoorbeeld make demo PORT=8010."
                ) from None


def furnish_demo(port: int) -> bool:
    """Complete this process's environment for a demo on `port`; returns whether the services are embedded."""
    if environment.read("AI4CARE_PROFILE", default="demo") != "demo":
        raise StackProblem("make demo werkt alleen met AI4CARE_PROFILE=demo: laat die instelling weg.")
    os.environ["AI4CARE_PROFILE"] = "demo"
    os.environ["AI4CARE_VAR"] = str(environment.var())
    os.environ["SITE_URL"] = f"http://localhost:{port}"
    os.environ["STREAM_ORIGIN"] = f"http://localhost:{port + 1}"
    return embedded.furnish()


def run_command(name: str, *arguments: str, log: Path, shown: bool = False) -> str:
    """Run one management command to its end and return what it wrote on standard output.

    Its standard error goes to `log`, or to the screen when `shown` (for a bar). Raises StackProblem, or
    OSError on a full disk.
    """
    parent = os.getpid()
    with log.open("wb") as errors:
        done = subprocess.run(
            [sys.executable, "manage.py", name, *arguments], cwd=environment.PROJECT, text=True,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=None if shown else errors,
            preexec_fn=lambda: die_with_parent(by=signal.SIGKILL, parent=parent),
        )  # fmt: skip
    if done.returncode:
        said = log.read_text(errors="replace").strip()
        if "No space left on device" in said:
            raise OSError(errno.ENOSPC, said)
        reason = said.rpartition("\n")[2][:_LAST_LINE]
        raise StackProblem(f"De opdracht {name} mislukte. {reason or 'Zie hierboven.'}")
    return done.stdout


def static_is_fresh(places: Places) -> bool:
    """Whether the collected style sheets, scripts and icons are newer than their sources."""
    manifest = places.var / "static" / "staticfiles.json"
    if not manifest.exists():
        return False
    sources = [environment.PROJECT / "requirements.txt", *(environment.PROJECT / "static").rglob("*")]
    return max(source.stat().st_mtime for source in sources) < manifest.stat().st_mtime


def children(places: Places, port: int) -> list[Child]:
    """Web, streams, worker and beat, not yet started. An orphaned worker is killed: its runs are taken up again.

    Beat has its own process, since nobody would notice the death of one inside the worker.
    """
    python = sys.executable
    web = ["-m", "gunicorn", "--bind", f"127.0.0.1:{port}"]
    streams = [
        "-m", "uvicorn", "ai4care.asgi:application", "--host", "127.0.0.1", "--port", str(port + 1),
        "--lifespan", "off", "--no-access-log", "--log-level", "warning", "--timeout-graceful-shutdown", "2",
    ]  # fmt: skip
    worker = [
        "-m", "celery", "-A", "ai4care", "worker", "--concurrency", "2", "--prefetch-multiplier", "1",
        "--loglevel", "warning", "--without-gossip", "--without-mingle",
    ]  # fmt: skip
    beat = [
        "-m", "celery", "-A", "ai4care", "beat", "--schedule", str(places.run / "beat-schedule"),
        "--pidfile", "", "--loglevel", "warning",
    ]  # fmt: skip
    return [
        _child("web", [python, *web], places),
        _child("streams", [python, *streams], places),
        _child("worker", [python, *worker], places, orphan_signal=signal.SIGKILL),
        _child("beat", [python, *beat], places),
    ]


def _child(name: str, command: list[str], places: Places, *, orphan_signal: int = signal.SIGTERM) -> Child:
    return Child(name, command, log=places.log(name), cwd=environment.PROJECT, orphan_signal=orphan_signal)

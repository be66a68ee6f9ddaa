"""Child processes that never outlive their parent, and come back when they die by themselves."""

import ctypes
import os
import signal
import subprocess
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None, use_errno=True)
_FIRST_WAIT, _LONGEST_WAIT, _STABLE_AFTER = 0.5, 30.0, 60.0


def die_with_parent(*, by: int, parent: int | None = None) -> None:
    """Have the kernel send this process signal `by` when its parent ends, however it ends.

    Call it in the child. `parent` is the expected parent: if that one is already gone, the signal comes now.
    """
    _LIBC.prctl(_PR_SET_PDEATHSIG, by, 0, 0, 0)
    if parent is not None and os.getppid() != parent:
        os.kill(os.getpid(), by)


def is_running(pid: int) -> bool:
    """Whether the process exists and is more than a zombie."""
    try:
        return _state(pid) not in ("Z", "X")
    except OSError:
        return False


def working_in(folder: Path) -> list[int]:
    """The processes whose working directory is `folder`; costs one look at each process."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and _works_in(entry, folder):
            found.append(int(entry.name))
    return found


def wait_until(ready: Callable[[], bool], *, seconds: float, every: float = 0.05) -> bool:
    """Whether `ready` said yes within the time."""
    end = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(every)
    return True


@dataclass
class Child:
    """One program in its own process group, tied to this process, restarted with growing waits."""

    name: str
    command: Sequence[str]
    log: Path
    env: dict[str, str] | None = None
    cwd: Path | None = None
    user: int | None = None
    stop_signal: int = signal.SIGTERM
    orphan_signal: int = signal.SIGTERM
    process: subprocess.Popen[bytes] | None = field(default=None, init=False)
    _started: float = field(default=0.0, init=False)
    _again_at: float = field(default=0.0, init=False)
    _wait: float = field(default=_FIRST_WAIT, init=False)

    @property
    def pid(self) -> int:
        """The id of the running process, or 0."""
        return self.process.pid if self.process else 0

    def start(self) -> None:
        """Start the program; its output goes to the log."""
        parent = os.getpid()
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command, env=self.env, cwd=self.cwd, user=self.user, group=self.user,
                extra_groups=None if self.user is None else [],
                stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True,
                preexec_fn=lambda: die_with_parent(by=self.orphan_signal, parent=parent),
            )  # fmt: skip
        self._started = time.monotonic()

    def ended(self) -> bool:
        """Whether the program is not running now."""
        return self.process is None or self.process.poll() is not None

    def revive(self) -> str:
        """Restart the program when it died and its wait is over; returns a sentence when it did something."""
        if not self.ended():
            return ""
        now = time.monotonic()
        if self.process is not None:
            code, self.process = self.process.returncode, None
            self._wait = _FIRST_WAIT if now - self._started > _STABLE_AFTER else self._wait
            self._again_at, wait = now + self._wait, self._wait
            self._wait = min(self._wait * 2, _LONGEST_WAIT)
            said = f"{wait:g}".replace(".", ",")
            return f"{self.name} stopte onverwacht (code {code}) en start opnieuw over {said} s."
        if now >= self._again_at:
            self.start()
            return f"{self.name} is opnieuw gestart."
        return ""

    def ask_to_stop(self) -> None:
        """Send the stop signal and return at once."""
        if self.process and not self.ended():
            self.process.send_signal(self.stop_signal)

    def stop(self, *, within: float) -> None:
        """Stop the program and everything in its group; kills what is left after `within` seconds."""
        if self.process is None:
            return
        self.ask_to_stop()
        try:
            self.process.wait(within)
        except subprocess.TimeoutExpired:
            self.process.kill()
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.process = None


def _state(pid: int) -> str:
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def _works_in(entry: Path, folder: Path) -> bool:
    try:
        return (entry / "cwd").readlink() == folder
    except OSError:
        return False

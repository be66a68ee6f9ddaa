"""Shows people what is being done, step by step, with the time each step took."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Steps:
    """Numbered lines on standard output; on a terminal the seconds of the current step run along."""

    def __init__(self, total: int) -> None:
        self._total, self._done = total, 0

    @contextmanager
    def step(self, name: str, *, quiet: bool = True) -> Iterator[None]:
        """One step; with `quiet` off its own output (a bar) may follow on the next lines."""
        self._done += 1
        label, begun, over = f"[{self._done}/{self._total}] {name}", time.monotonic(), threading.Event()
        live = quiet and sys.stdout.isatty()
        print(label, end="" if quiet else "\n", flush=True)
        clock = threading.Thread(target=_run_along, args=(label, begun, over), daemon=True)
        if live:
            clock.start()
        try:
            yield
        except BaseException:
            _close(clock, over, live=live)
            print(flush=True)
            raise
        _close(clock, over, live=live)
        print(f"{_again(label, live=live, quiet=quiet)}  {_seconds(begun)}", flush=True)


def _run_along(label: str, begun: float, over: threading.Event) -> None:
    while not over.wait(0.5):
        print(f"\r{label}  {_seconds(begun)}", end="", flush=True)


def _close(clock: threading.Thread, over: threading.Event, *, live: bool) -> None:
    over.set()
    if live:
        clock.join()


def _again(label: str, *, live: bool, quiet: bool) -> str:
    if live:
        return f"\r{label}"
    return "" if quiet else f"{' ' * label.index(']')}  klaar"


def _seconds(begun: float) -> str:
    return f"{time.monotonic() - begun:.1f} s".replace(".", ",")

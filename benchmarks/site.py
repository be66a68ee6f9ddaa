"""The running site as people meet it: start-up, memory, pages at 20 users at once, click to finished analysis."""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx

from ai4care.demo.accounts import PASSWORD
from benchmarks.memory import memory_of
from tests.machinery.running import Demo, clean_environment, start_demo

USERS = 20
SECONDS = 10.0
ANALYSES = 10
LONGEST_WAIT = 60.0
ANNA = "anna@horizon.example"
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
KEY = re.compile(r'name="idempotency_key" value="([^"]+)"')


class Site:
    """One demo on a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.starts: list[float] = []
        self.demo: Demo | None = None

    @property
    def first_start(self) -> float:
        """Seconds from the command to the first page, with everything to be made."""
        return self.starts[0]

    @property
    def second_start(self) -> float:
        """The same, with the data already there."""
        return self.starts[1]

    @contextmanager
    def running(self) -> Iterator[None]:
        """The demo, started and stopped."""
        started = time.monotonic()
        self.demo = start_demo(self.folder)
        self.starts.append(time.monotonic() - started)
        try:
            yield
        finally:
            self.demo.stop()

    def measured(self) -> Iterator[tuple[str, str]]:
        """Name and figure of each measurement."""
        assert self.demo is not None
        client = logged_in(self.demo.url)
        case = _first_case(client)
        pages = {
            "case page": case,
            "list of cases": "/o/horizon/casussen/",
            "knowledge search": "/o/horizon/kennisbank/?q=niet+naar+school",
            "service search": "/o/horizon/sociale-kaart/?q=angst&leeftijd=14&gemeente=Lokeren&km=20",
        }
        for name, path in pages.items():
            yield f"{name}, {USERS} users at once (requests/s, p50 ms, p95 ms)", _hammered(self.demo.url, client, path)
        waits = sorted(_analysis_seconds(client, case) for _ in range(ANALYSES))
        yield "click to finished analysis, no model (s: p50, p95)", f"{waits[len(waits) // 2]:.2f}  {waits[-1]:.2f}"
        for name, pid in sorted(self.demo.pids().items()):
            held = memory_of(pid)
            yield f"memory of {name} and all below, shared once (each)", f"{held.share:.0f} ({held.whole:.0f}) MB"
        yield "command on running services, start to end (s)", f"{self._command_seconds():.2f}"

    def _command_seconds(self) -> float:
        source, target = self.folder / "one.jsonl", self.folder / "out.jsonl"
        source.write_text(json.dumps({"id": 1, "text": "Lotte belde."}) + "\n", encoding="utf-8")
        command = [sys.executable, "manage.py", "pseudonymise", "--input", str(source), "--output", str(target)]
        started = time.monotonic()
        subprocess.run(command, env=clean_environment(self.folder), check=True, capture_output=True)
        return time.monotonic() - started


def logged_in(url: str) -> httpx.Client:
    """A browser of Anna's."""
    client = httpx.Client(base_url=url, timeout=30, follow_redirects=True)
    page = client.get("/account/login/").text
    form = {"csrfmiddlewaretoken": _found(TOKEN, page), "login": ANNA, "password": PASSWORD}
    client.post("/account/login/", data=form, headers={"Referer": url}).raise_for_status()
    return client


def _first_case(client: httpx.Client) -> str:
    page = client.get("/o/horizon/casussen/").text
    return _found(re.compile(r'href="(/o/horizon/casussen/[0-9a-f-]{36}/)"'), page)


def _hammered(url: str, client: httpx.Client, path: str) -> str:
    cookies = dict(client.cookies)

    def visit(_: int) -> list[float]:
        times = []
        with httpx.Client(base_url=url, cookies=cookies, timeout=60) as one:
            until = time.monotonic() + SECONDS
            while time.monotonic() < until:
                started = time.monotonic()
                one.get(path).raise_for_status()
                times.append(time.monotonic() - started)
        return times

    with ThreadPoolExecutor(USERS) as users:
        times = sorted(one for visited in users.map(visit, range(USERS)) for one in visited)
    p50, p95 = times[len(times) // 2] * 1000, times[int(len(times) * 0.95)] * 1000
    return f"{len(times) / SECONDS:.0f}  {p50:.0f}  {p95:.0f}"


def _analysis_seconds(client: httpx.Client, case: str) -> float:
    page = client.get(f"{case}analyse/").text
    form = {
        "csrfmiddlewaretoken": _found(TOKEN, page),
        "idempotency_key": _found(KEY, page),
        "hypothesis": "De school weegt te zwaar.",
        "perspectives": ["systeem", "veiligheid", "kracht", "ontwikkeling"],
    }
    started = time.monotonic()
    answer = client.post(f"{case}analyse/", data=form, headers={"Referer": str(client.base_url)})
    state = f"{answer.url.path}stand/"
    while time.monotonic() - started < LONGEST_WAIT:
        if 'class="memo"' in client.get(state).text:
            return time.monotonic() - started
        time.sleep(0.05)
    raise RuntimeError("the analysis was not finished within a minute")


def _found(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    if match is None:
        raise RuntimeError(f"the page does not hold {pattern.pattern}")
    return match.group(1)

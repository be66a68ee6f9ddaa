"""A caregiver who asks for analyses over HTTP, as a browser would, and what the rows then say."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

from ai4care.demo.accounts import PASSWORD
from ai4care.processes import wait_until
from tests.journey.database import inside
from tests.machinery.running import Demo

EMAIL = "anna@horizon.example"
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_CASE = re.compile(r"/o/horizon/casussen/[0-9a-f-]{36}/")
OUTCOME = """
select a.id::text, a.state, a.attempt, count(c.id), coalesce(max(c.position) + 1, 0), a.problem
  from assistant_analysis a left join assistant_claim c on c.analysis_id = a.id
 where a.id::text = any (%s) group by 1, 2, 3, 6
"""


@dataclass(frozen=True)
class Outcome:
    """How one request ended: `places` is how many claims the memo has room for, `claims` how many there are."""

    id: str
    state: str
    attempt: int
    claims: int
    places: int
    problem: str


@dataclass
class Caregiver:
    """Somebody in front of a case, with the form of an analysis open."""

    demo: Demo
    browser: httpx.Client
    case: str
    token: str

    @classmethod
    @contextmanager
    def logged_in(cls, demo: Demo) -> Iterator["Caregiver"]:
        """Log in, open the first case of the list, and open the form."""
        with httpx.Client(base_url=demo.url, timeout=30) as browser:
            form = {"login": EMAIL, "password": PASSWORD}
            login = browser.get("/account/login/").text
            browser.post("/account/login/", data={**form, "csrfmiddlewaretoken": _first(_TOKEN, login)})
            case = _first(_CASE, browser.get("/o/horizon/casussen/").text)
            token = _first(_TOKEN, browser.get(f"{case}analyse/").text)
            yield cls(demo, browser, case, token)

    def ask(self, *, times: int = 1) -> list[str]:
        """Send the form so many times, each with its own key; returns the ids of what was promised."""
        return [promised for _ in range(times) if (promised := self.post(str(uuid4())))]

    def post(self, key: str) -> str:
        """Send the form once; the id of the analysis, or nothing when the answer was no promise."""
        data = {"perspectives": ["systeem", "kracht"], "hypothesis": "Ze is bang.", "idempotency_key": key}
        try:
            answer = self.browser.post(f"{self.case}analyse/", data={**data, "csrfmiddlewaretoken": self.token})
        except httpx.TransportError:
            return ""
        return answer.headers["Location"].rstrip("/").rpartition("/")[2] if answer.status_code == 302 else ""

    def outcomes(self, ids: list[str]) -> list[Outcome]:
        """Where these requests stand now."""
        with inside(self.demo, "horizon") as rows:
            return [Outcome(*row) for row in rows.execute(OUTCOME, [ids]).fetchall()]

    def is_at_work(self, ids: list[str]) -> bool:
        """Whether a worker has one of these in hand."""
        return any(outcome.state == "running" for outcome in self.outcomes(ids))

    def finished(self, ids: list[str], *, seconds: float = 120) -> list[Outcome]:
        """Wait until all are closed, and return how they ended."""
        wait_until(
            lambda: all(o.state in {"done", "failed"} for o in self._outcomes_or_none(ids)), seconds=seconds, every=0.5
        )
        return self.outcomes(ids)

    def _outcomes_or_none(self, ids: list[str]) -> list[Any]:
        import psycopg

        try:
            return self.outcomes(ids)
        except psycopg.OperationalError:
            return [Outcome("", "queued", 0, 0, 0, "")]


def _first(pattern: "re.Pattern[str]", text: str) -> str:
    found = pattern.search(text)
    assert found is not None, f"no {pattern.pattern} in {text[:2000]}"
    return found[found.re.groups]

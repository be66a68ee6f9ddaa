"""Retrieval among 100,000 passages of 50 organisations: python -m benchmarks.scale [--explain].

The knowledge bank is generated once, in a state folder of its own, and used again by the next run. Printed for a big, a
middle and a small organisation: the latency of a question with and without its vector, and which share of the ten first
sources an exact scan names as well. Then what the index weighs and how long it takes to build.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from ai4care import environment
from benchmarks.peers.environments import PROJECT
from benchmarks.questions import CALIBRATION
from benchmarks.starting import start_platform
from benchmarks.vectors import time_vectors

TABLES = ("knowledge_chunk", "knowledge_situation", "knowledge_posting", "knowledge_versionindex")
TOP = 10
COMPARED = 40
WARMING = 5
"""Questions that bring the tables of an organisation to memory, as in a service that runs."""
SHOWN = 200
"""Characters of a line of a plan: a list of ids is endless."""


def main() -> None:
    """Generate what is missing, measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, default=PROJECT / "var" / "scale")
    parser.add_argument("--passages", type=int, default=100_000)
    parser.add_argument("--organisations", type=int, default=50)
    parser.add_argument("--questions", type=Path, default=CALIBRATION, help="JSON Lines with a field question")
    parser.add_argument("--most", type=int, default=100, help="how many questions")
    parser.add_argument("--explain", action="store_true", help="the plan of the slowest statement")
    options = parser.parse_args()
    if environment.given("DATABASE_URL"):
        sys.exit(
            "Er staat een DATABASE_URL in de omgeving: deze meting vult een databank en wil er een voor zich alleen."
        )
    os.environ["AI4CARE_VAR"] = str(options.folder.resolve())
    subprocess.run([sys.executable, "manage.py", "setup"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    owner = start_platform()["DATABASE_OWNER_URL"]
    organisations = _generated(options.passages, options.organisations, owner)
    lines = options.questions.read_text(encoding="utf-8").splitlines()[: options.most]
    questions = [json.loads(line)["question"] for line in lines]
    print(f"{len(questions)} questions{'':<26}{'p50 ms':>9}{'p95 ms':>9}{'p50 bare':>9}{'p95 bare':>9}{'recall':>9}")
    for name, place in (("biggest", 0), ("middle", len(organisations) // 2), ("smallest", -1)):
        organisation, passages = organisations[place]
        _report(f"{name} organisation, {passages} passages", organisation.pk, questions, explain=options.explain)
    for line in _weights(owner):
        print(line)
    print(f"load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}")


def _generated(passages: int, organisations: int, owner: str) -> list[tuple[Any, int]]:
    from benchmarks.generated import generate
    from knowledge.vector_indexes import index_vectors
    from organisations.scope import organisation_scope

    started = time.perf_counter()
    made = list(generate(passages, organisations=organisations))
    with psycopg.connect(owner, autocommit=True) as server:
        for table in (*TABLES, "knowledge_version", "knowledge_source"):
            server.execute(f"vacuum (analyze) {table}".encode())
    for organisation, _ in made:
        with organisation_scope(organisation.pk):
            index_vectors()
    total = sum(count for _, count in made)
    print(f"{total} passages in {len(made)} organisations, ready after {time.perf_counter() - started:.0f} s")
    return made


def _report(name: str, organisation_id: Any, questions: list[str], *, explain: bool) -> None:
    from assistant.warming import load_to_share, warm_for_pages
    from knowledge.queries.retrieval import ranked_sources, retrieve
    from organisations.scope import organisation_scope

    slowest, vectors = _Slowest(), _vectors()
    load_to_share()
    warm_for_pages()
    with organisation_scope(organisation_id):
        for question in questions[:WARMING]:
            retrieve(question)
        vectors.clear()
        with slowest.watching():
            whole = [_timed(retrieve, question) for question in questions]
    bare = [one - vector * 1000 for one, vector in zip(whole, vectors, strict=True)]
    pairs = []
    for question in questions[:COMPARED]:
        with organisation_scope(organisation_id):
            quick = ranked_sources(question, k=TOP).slugs
        with organisation_scope(organisation_id), _measuring_all():
            pairs.append((ranked_sources(question, k=TOP).slugs, quick))
    cells = [statistics.median(whole), _slow(whole), statistics.median(bare), _slow(bare)]
    print(f"{name:<39}" + "".join(f"{cell:>9.1f}" for cell in cells) + f"{agreement(pairs):>9.3f}", flush=True)
    if explain:
        with organisation_scope(organisation_id):
            print(slowest.plan())


def agreement(pairs: list[tuple[tuple[str, ...], tuple[str, ...]]]) -> float:
    """The share of the exactly found that was also found the quick way, over all questions."""
    wanted = sum(len(exact) for exact, _ in pairs)
    return sum(len(set(exact) & set(quick)) for exact, quick in pairs) / wanted if wanted else 1.0


@contextmanager
def _measuring_all() -> Iterator[None]:
    """Every live version is compared, vector by vector, as in a small bank: the answer is exact."""
    from knowledge.queries import shortlist

    names = vars(shortlist)
    few = names["FEW"]
    names["FEW"] = sys.maxsize
    try:
        yield
    finally:
        names["FEW"] = few


@cache
def _vectors() -> list[float]:
    seconds: list[float] = []
    time_vectors(seconds)
    return seconds


def _timed(ask: Callable[[str], Any], question: str) -> float:
    started = time.perf_counter()
    ask(question)
    return (time.perf_counter() - started) * 1000


def _slow(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


class _Slowest:
    """The statement that took longest while it watched."""

    def __init__(self) -> None:
        self.milliseconds, self.statement, self.parameters = 0.0, "", None

    @contextmanager
    def watching(self) -> Iterator[None]:
        """Time every statement of this connection."""
        from django.db import connection

        with connection.execute_wrapper(self._time):
            yield

    def plan(self) -> str:
        """What PostgreSQL does for it, measured once more; what was sent in one message is explained part by part."""
        from django.db import connection

        lines: list[str] = []
        with connection.cursor() as cursor:
            for part in self.statement.split(";"):
                cursor.execute(f"explain (analyze, buffers) {part}" if _asks(part) else part, self.parameters)
                lines += [row[0][:SHOWN] for row in cursor.fetchall()] if _asks(part) else []
        return "\n".join(lines)

    def _time(self, execute: Any, statement: str, parameters: Any, many: bool, context: Any) -> Any:
        started = time.perf_counter()
        result = execute(statement, parameters, many, context)
        taken = (time.perf_counter() - started) * 1000
        if taken > self.milliseconds and any(map(_asks, statement.split(";"))):
            self.milliseconds, self.statement, self.parameters = taken, statement, parameters
        return result


def _asks(statement: str) -> bool:
    return statement.lstrip().lower().startswith(("with", "select"))


def _weights(owner: str) -> Iterator[str]:
    """Rows, megabytes and seconds to rebuild the indexes of each table that retrieval reads."""
    with psycopg.connect(owner, autocommit=True) as server:
        for table in TABLES:
            row = server.execute(
                "select reltuples::bigint, pg_table_size(oid) / 1e6, pg_indexes_size(oid) / 1e6"
                " from pg_class where relname = %s",
                [table],
            ).fetchone()
            assert row is not None
            started = time.perf_counter()
            server.execute(f"reindex table {table}".encode())
            rebuilt = f"rebuilt in {time.perf_counter() - started:.1f} s"
            yield f"{table:<26}{row[0]:>10} rows {row[1]:>7.0f} MB, indexes {row[2]:>6.0f} MB, {rebuilt}"


if __name__ == "__main__":
    main()

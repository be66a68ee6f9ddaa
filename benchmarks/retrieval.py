"""How long a question takes, from text to passages, on the knowledge that is loaded: python -m benchmarks.retrieval."""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.questions import CALIBRATION
from benchmarks.starting import start_platform


def main() -> None:
    """Print p50 and p95 of each part and of the whole, in milliseconds."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--questions", type=Path, default=CALIBRATION, help="JSON Lines met een veld question")
    arguments.add_argument("--most", type=int, default=200, help="hoeveel vragen")
    options = arguments.parse_args()
    start_platform()
    lines = options.questions.read_text(encoding="utf-8").splitlines()[: options.most]
    _report([json.loads(line)["question"] for line in lines])


def _report(questions: list[str]) -> None:
    from knowledge.embedding import embed_query, in_force
    from knowledge.models import Chunk, Situation, Version
    from knowledge.queries.retrieval import ranked_sources, retrieve
    from knowledge.queries.vocabulary import vocabulary
    from knowledge.rules.terms import question_terms
    from organisations.scope import SHARED, organisation_scope

    with organisation_scope(SHARED):
        print(
            f"{Version.objects.count()} versies, {Chunk.objects.count()} stukken, {Situation.objects.count()} situaties"
        )
        parts: list[tuple[str, Callable[[str], Any]]] = [
            ("woorden ontleden", lambda question: question_terms(question, vocabulary=vocabulary())),
            ("vraag omzetten (embedding)", partial(embed_query, by=in_force())),
            ("bronnen rangschikken, alles samen", ranked_sources),
            ("passages vinden, alles samen", retrieve),
        ]
        print(f"{len(questions)} vragen{'':<26}{'p50 ms':>8}{'p95 ms':>8}")
        for name, ask in parts:
            middle, slow = _timed(ask, questions)
            print(f"{name:<36}{middle:>8.1f}{slow:>8.1f}")


def _timed(ask: Callable[[str], Any], questions: list[str]) -> tuple[float, float]:
    ask(questions[0])
    taken = []
    for question in questions:
        begin = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - begin) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


if __name__ == "__main__":
    main()

"""Indexes and asks with one tool, in its own process, and prints one line of JSON with what came back and how long."""

import argparse
import contextlib
import importlib
import json
import sys
import time
from pathlib import Path
from typing import Any

from benchmarks.peers.retrievers import MODULES
from benchmarks.peers.retrievers.embedder import Embedder

_WARM = 3


def main() -> None:
    """Read the articles and questions, and print {"ranked", "whole", "embedding", "indexing"}."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tool", choices=MODULES)
    parser.add_argument("articles", type=Path, help="JSON: slug -> text")
    parser.add_argument("questions", type=Path, help="JSON Lines with id and question")
    parser.add_argument("--database", required=True)
    parser.add_argument("--cache", type=Path, required=True)
    options = parser.parse_args()
    articles = json.loads(options.articles.read_text(encoding="utf-8"))
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    with contextlib.redirect_stdout(sys.stderr):
        embedder = Embedder(options.cache)
        row = measured(options.tool, articles, [json.loads(line) for line in lines if line], embedder, options.database)
    print(json.dumps(row))


def measured(
    tool: str, articles: dict[str, str], questions: list[dict[str, Any]], embedder: Embedder, database: str
) -> dict[str, Any]:
    """The ranking and the seconds of each question, in whole and for its vector; and the seconds of indexing."""
    started = time.perf_counter()
    ready = importlib.import_module(f"benchmarks.peers.retrievers.{MODULES[tool]}").ready
    ask = ready(articles, embedder=embedder, database=database)
    indexing = time.perf_counter() - started
    for question in questions[:_WARM]:
        ask(question["question"])
    embedder.asking.clear()
    ranked: dict[str, list[str]] = {}
    whole = []
    for question in questions:
        started = time.perf_counter()
        found = ask(question["question"])
        whole.append(time.perf_counter() - started)
        ranked[question["id"]] = [name.partition("#")[0] for name in found]
    return {"ranked": ranked, "whole": whole, "embedding": embedder.asking, "indexing": indexing}


if __name__ == "__main__":
    main()

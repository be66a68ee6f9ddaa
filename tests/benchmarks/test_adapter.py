"""The adapter: fitting turns questions towards the articles that answer them."""

from typing import Any

import numpy as np

from benchmarks.adapter import Asked, Held, fitted

DIMENSIONS, ARTICLES, EACH = 12, 4, 5


def unit(rows: Any) -> Any:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def first_right(asked: Asked, matrix: Any, held: Held) -> float:
    close = unit(asked.vectors @ matrix) @ held.passages.T
    best = np.stack([close[:, held.passage_of == article].mean(1) for article in range(ARTICLES)], axis=1)
    return float((best.argmax(1) == asked.articles).mean())


def test_questions_that_point_beside_their_article_are_turned_to_it() -> None:
    chance = np.random.default_rng(0)
    homes = unit(chance.normal(size=(ARTICLES, DIMENSIONS)))
    of = np.repeat(np.arange(ARTICLES), EACH)
    near = unit(homes[of] + 0.1 * chance.normal(size=(len(of), DIMENSIONS)))
    held = Held(near, of, near, of)
    astray = chance.normal(size=DIMENSIONS).astype(np.float32) * 3
    articles = np.tile(np.arange(ARTICLES), 20)
    vectors = unit(homes[articles] + 0.2 * chance.normal(size=(80, DIMENSIONS)) + astray)
    asked = Asked(vectors, articles, np.full(80, -1), np.ones(80, dtype=np.float32))
    seen, unseen = asked.part(np.arange(40)), asked.part(np.arange(40, 80))
    before = first_right(unseen, np.eye(DIMENSIONS, dtype=np.float32), held)
    after = first_right(unseen, fitted(seen, held=held), held)
    assert after > before + 0.15

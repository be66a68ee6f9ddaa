"""The retrieval of this repository, on the starter set that is loaded, with its shipped vectors."""

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder
from benchmarks.starting import start_platform
from benchmarks.vectors import time_vectors


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Ask inside the shared organisation; the question's vector is made by our own door, timed like the others'."""
    start_platform()
    from knowledge.queries.retrieval import retrieve
    from organisations.scope import SHARED, organisation_scope

    time_vectors(embedder.asking)

    def ask(question: str) -> list[str]:
        with organisation_scope(SHARED):
            return [passage.slug for passage in retrieve(question, k=TOP).passages]

    return ask

"""txtai: articles whole (it cuts nothing by itself), Faiss, content in SQLite."""

import numpy as np
from txtai import Embeddings  # type: ignore[import-not-found, unused-ignore]

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder

QUESTION, PASSAGE = "query: ", "passage: "


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Index in memory and return its search."""

    def transform(texts: list[str]) -> np.ndarray:
        """txtai says by the prefix which side a text is on."""
        if texts[0].startswith(QUESTION):
            return np.array([embedder.question(text.removeprefix(QUESTION)) for text in texts], dtype=np.float32)
        return np.array(embedder.passages([text.removeprefix(PASSAGE) for text in texts]), dtype=np.float32)

    instructions = {"query": QUESTION, "data": PASSAGE}
    index = Embeddings(method="external", transform=transform, instructions=instructions, content=True)
    index.index(list(articles.items()))
    return lambda question: [found["id"] for found in index.search(question, TOP)]

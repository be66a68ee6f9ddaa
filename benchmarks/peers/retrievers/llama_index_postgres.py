"""LlamaIndex with Postgres: sentences up to 1,024 tokens, exact search by cosine."""

from typing import Any

from llama_index.core import (  # type: ignore[import-not-found, unused-ignore]
    Document,
    StorageContext,
    VectorStoreIndex,
)
from llama_index.core.embeddings import BaseEmbedding  # type: ignore[import-not-found, unused-ignore]
from llama_index.vector_stores.postgres import PGVectorStore  # type: ignore[import-not-found, unused-ignore]
from pydantic import PrivateAttr

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder


class EmbeddedModel(BaseEmbedding):  # type: ignore[misc, unused-ignore]
    """The embedded model as a LlamaIndex embedding."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder, **kwargs: Any) -> None:
        super().__init__(model_name="multilingual-e5-small", **kwargs)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return self._embedder.question(query)

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._embedder.question(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return self._embedder.passages([text])[0]

    def _get_text_embeddings(self, texts: list[str]) -> list[list[float]]:
        return self._embedder.passages(texts)


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Index into a table of its own and return its retriever."""
    store = PGVectorStore.from_params(
        connection_string=database.replace("postgresql://", "postgresql+psycopg2://"),
        async_connection_string=database.replace("postgresql://", "postgresql+asyncpg://"),
        embed_dim=embedder.dimensions,
    )
    index = VectorStoreIndex.from_documents(
        [Document(text=text, id_=slug) for slug, text in articles.items()],
        storage_context=StorageContext.from_defaults(vector_store=store),
        embed_model=EmbeddedModel(embedder),
    )
    retriever = index.as_retriever(similarity_top_k=TOP)
    return lambda question: [found.node.ref_doc_id for found in retriever.retrieve(question)]

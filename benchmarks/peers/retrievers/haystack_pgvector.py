"""Haystack with pgvector: pieces of 200 words, exact search by cosine."""

from typing import Any

from haystack import Document, Pipeline, component  # type: ignore[import-not-found, unused-ignore]
from haystack.components.preprocessors import DocumentSplitter  # type: ignore[import-not-found, unused-ignore]
from haystack.utils import Secret  # type: ignore[import-not-found, unused-ignore]
from haystack_integrations.components.retrievers.pgvector import (  # type: ignore[import-not-found, unused-ignore]
    PgvectorEmbeddingRetriever,
)
from haystack_integrations.document_stores.pgvector import (  # type: ignore[import-not-found, unused-ignore]
    PgvectorDocumentStore,
)

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder


@component  # type: ignore[untyped-decorator, unused-ignore]
class QuestionEmbedder:
    """The embedded model as a Haystack component."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    @component.output_types(embedding=list[float])  # type: ignore[untyped-decorator, unused-ignore]
    def run(self, text: str) -> dict[str, Any]:
        """The vector of a question, as a text embedder gives it."""
        return {"embedding": self.embedder.question(text)}


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Index into a table of its own and return its retrieval pipeline."""
    store = PgvectorDocumentStore(
        connection_string=Secret.from_token(database),
        embedding_dimension=embedder.dimensions,
        create_extension=False,
        recreate_table=True,
    )
    documents = [Document(content=text, meta={"slug": slug}) for slug, text in articles.items()]
    pieces = DocumentSplitter().run(documents=documents)["documents"]
    for piece, vector in zip(pieces, embedder.passages([piece.content for piece in pieces]), strict=True):
        piece.embedding = vector
    store.write_documents(pieces)
    pipeline = Pipeline()
    pipeline.add_component("embedder", QuestionEmbedder(embedder))
    pipeline.add_component("retriever", PgvectorEmbeddingRetriever(document_store=store, top_k=TOP))
    pipeline.connect("embedder.embedding", "retriever.query_embedding")

    def ask(question: str) -> list[str]:
        found = pipeline.run({"embedder": {"text": question}})["retriever"]["documents"]
        return [document.meta["slug"] for document in found]

    return ask

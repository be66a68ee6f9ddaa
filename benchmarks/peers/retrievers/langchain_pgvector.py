"""LangChain with Postgres: pieces of 4,000 characters that overlap by 200, exact search by cosine."""

from langchain_core.documents import Document  # type: ignore[import-not-found, unused-ignore]
from langchain_core.embeddings import Embeddings  # type: ignore[import-not-found, unused-ignore]
from langchain_postgres import PGEngine, PGVectorStore  # type: ignore[import-not-found, unused-ignore]
from langchain_text_splitters import (  # type: ignore[import-not-found, unused-ignore]
    RecursiveCharacterTextSplitter,
)

from benchmarks.peers.retrievers import TOP, Articles, Ask
from benchmarks.peers.retrievers.embedder import Embedder

TABLE = "langchain"


class EmbeddedModel(Embeddings):  # type: ignore[misc, unused-ignore]
    """The embedded model as a LangChain embedding."""

    def __init__(self, embedder: Embedder) -> None:
        self.embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """The vectors of passages."""
        return self.embedder.passages(texts)

    def embed_query(self, text: str) -> list[float]:
        """The vector of a question."""
        return self.embedder.question(text)


def ready(articles: Articles, *, embedder: Embedder, database: str) -> Ask:
    """Index into a table of its own and return its retriever."""
    engine = PGEngine.from_connection_string(url=database.replace("postgresql://", "postgresql+psycopg://"))
    engine.init_vectorstore_table(table_name=TABLE, vector_size=embedder.dimensions, overwrite_existing=True)
    store = PGVectorStore.create_sync(engine, EmbeddedModel(embedder), TABLE)
    documents = [Document(page_content=text, metadata={"slug": slug}) for slug, text in articles.items()]
    store.add_documents(RecursiveCharacterTextSplitter().split_documents(documents))
    retriever = store.as_retriever(search_kwargs={"k": TOP})
    return lambda question: [document.metadata["slug"] for document in retriever.invoke(question)]

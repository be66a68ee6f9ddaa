"""Our retrieval and its peers behind one face: index the same articles, then name the sources for a question.

Each peer runs with its own defaults for cutting, storing and searching, is asked for TOP passages, and gets its vectors
from the same embedded model through its own interface for embedders.
"""

from collections.abc import Callable, Mapping

TOP = 10

Ask = Callable[[str], list[str]]
"""From a question to slugs, best first; a slug comes back as often as its passages were found."""

Articles = Mapping[str, str]
"""Slug -> text, the same for every tool. Of a text that is already cut, each piece is `slug#number`."""

MODULES: dict[str, str] = {
    "ai4care": "own",
    "haystack": "haystack_pgvector",
    "llama-index": "llama_index_postgres",
    "langchain": "langchain_pgvector",
    "txtai": "txtai_sqlite",
}
"""Tool -> module of this package with `ready(articles, embedder=, database=) -> Ask`."""

"""The starter set that ships with the platform: its articles and their embeddings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from knowledge.rules.article import Article, parse_article
from knowledge.rules.passages import embedding_text, fingerprint, pieces_of

FOLDER = Path(__file__).resolve().parent / "starter"
CUT = 2
"""Raised when articles are cut or analysed in another way, so that loading makes new versions of them."""
VECTORS = FOLDER / "embeddings.npz"


@dataclass(frozen=True)
class StarterArticle:
    """An article of the starter set with the hash of its file and of how it is cut."""

    article: Article
    content_hash: str


def starter_articles() -> list[StarterArticle]:
    """Every article of the set by slug; raises ArticleProblem for the first that cannot be read."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))]
    return [StarterArticle(parse_article(text), fingerprint(f"{CUT} {text}")) for text in texts]


def embeddable_texts(article: Article) -> list[str]:
    """What of an article is embedded: each passage with its title, and each situation on its own."""
    passages = [embedding_text(title=article.title, heading=p.heading, text=p.text) for p in pieces_of(article)]
    return passages + list(article.situations)


def shipped_vectors(*, model: str) -> dict[str, np.ndarray]:
    """Content hash -> vector (384 half floats), as far as they were made with this model."""
    if not VECTORS.exists():
        return {}
    with np.load(VECTORS) as held:
        if str(held["model"]) != model:
            return {}
        return dict(zip(held["hashes"].tolist(), held["vectors"], strict=True))


def ship_vectors(vectors: Mapping[str, Iterable[float]], *, model: str) -> None:
    """Write the vectors in the order of their hashes, so that the same content gives the same file."""
    hashes = sorted(vectors)
    matrix = np.array([np.asarray(vectors[key], dtype=np.float16) for key in hashes], dtype=np.float16)
    unfinished = VECTORS.with_suffix(".new.npz")
    np.savez_compressed(unfinished, model=np.array(model), hashes=np.array(hashes), vectors=matrix)
    unfinished.replace(VECTORS)

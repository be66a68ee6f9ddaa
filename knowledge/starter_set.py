"""The starter set that ships with the platform: its articles and their embeddings."""

from dataclasses import dataclass
from pathlib import Path

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

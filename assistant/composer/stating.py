"""Turns sentences of the knowledge bank into statements that cite exactly themselves."""

from assistant.rules.draft import Quote, Statement
from knowledge.queries.articles import ArticleFacts, Fact


def stated(article: ArticleFacts, fact: Fact) -> Statement:
    """A fact as a statement: its own words, supported by exactly those words."""
    return Statement(text=fact.text, quotes=(quote_of(article, fact),), support="supported")


def carried(text: str, article: ArticleFacts | None) -> Statement:
    """Words of the platform: the article carries that they are said here, not the words themselves."""
    if article is None:
        return Statement(text=text)
    return Statement(text=text, quotes=(quote_of(article, article.summary),), support="partial")


def quote_of(article: ArticleFacts, fact: Fact) -> Quote:
    """The citation of one fact."""
    return Quote(
        chunk_id=fact.chunk_id,
        slug=article.slug,
        title=article.title,
        version=article.version_number,
        quote=fact.text,
        start=fact.start,
        end=fact.end,
    )

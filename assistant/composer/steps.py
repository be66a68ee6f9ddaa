"""When a next step is due and with whom: read from the kind of its source and from its own words."""

import re

from knowledge.queries.articles import ArticleFacts

NOW, SOON, THEN = "Vandaag", "Deze week", "Daarna"
ORDER = (NOW, SOON, THEN)
SOON_TYPES = frozenset({"veiligheid", "procedure", "wetgeving", "privacy"})
URGENT = re.compile(r"\b(?:nog vandaag|meteen|onmiddellijk|dezelfde dag|binnen een dag|bel 112)\b", re.IGNORECASE)
THIS_WEEK = re.compile(r"\b(?:deze week|binnen enkele dagen|binnen de week|binnen de drie dagen)\b", re.IGNORECASE)
WITH = (
    ("met de jongere", re.compile(r"\b(?:jongere|kind|met hem|met haar|tiener|leerling)\b", re.IGNORECASE)),
    ("met de ouders", re.compile(r"\b(?:ouders?|moeder|vader|gezin|pleegouders)\b", re.IGNORECASE)),
    ("met je team", re.compile(r"\b(?:team|collega\w*|leidinggevende|intervisie|verantwoordelijke)\b", re.IGNORECASE)),
    ("met school of CLB", re.compile(r"\b(?:school|CLB|leerkracht|klas)\b", re.IGNORECASE)),
    ("met een arts", re.compile(r"\b(?:arts|huisarts|dokter|spoed|psychiater)\b", re.IGNORECASE)),
)
MOST_NAMED = 2


def due(article: ArticleFacts, text: str, *, danger: bool) -> str:
    """Today for a danger or for words that say so, this week for what has terms and rules, else after that."""
    if danger or URGENT.search(text):
        return NOW
    return SOON if article.type in SOON_TYPES or THIS_WEEK.search(text) else THEN


def with_whom(text: str) -> str:
    """You, and those whom the step itself names."""
    named = [words for words, pattern in WITH if pattern.search(text)][:MOST_NAMED]
    return ", ".join(["jij", *named])

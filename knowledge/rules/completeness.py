"""What an article still lacks before somebody can be asked to validate it."""

import datetime

from knowledge.rules.article import SUMMARY_LIMIT, Article
from knowledge.rules.passages import sections_of

BODY_LEAST = 200
BODY_LIMIT = 400_000


def what_lacks(article: Article, *, review_by: datetime.date | None, today: datetime.date) -> list[str]:
    """One sentence for each thing; empty when it is ready to be read by a validator."""
    said = [sentence for fails, sentence in [*_text_faults(article), *_list_faults(article)] if fails]
    return said + date_faults(
        valid_from=article.valid_from, valid_until=article.valid_until, review_by=review_by, today=today
    )


def date_faults(
    *, valid_from: datetime.date, valid_until: datetime.date | None, review_by: datetime.date | None,
    today: datetime.date,
) -> list[str]:  # fmt: skip
    """What is wrong with these dates, one sentence each."""
    ends, rereads = valid_until or datetime.date.max, review_by or datetime.date.max
    checks = [
        (
            valid_until is None and review_by is None,
            "Zeg tot wanneer de bron geldt, of tegen wanneer iemand ze herleest.",
        ),
        (ends < valid_from, "De einddatum ligt voor de begindatum."),
        (ends < today, "De einddatum is al voorbij."),
        (rereads < today, "De datum om de bron te herlezen is al voorbij."),
    ]
    return [sentence for fails, sentence in checks if fails]


def _text_faults(article: Article) -> list[tuple[bool, str]]:
    before, _, _ = f"\n{article.body}".partition("\n## ")
    sections = list(sections_of(article.body))
    return [
        (not article.title, "De titel ontbreekt."),
        (not article.summary, "De samenvatting ontbreekt."),
        (
            len(article.summary) > SUMMARY_LIMIT,
            f"De samenvatting telt {len(article.summary)} tekens: hou ze onder {SUMMARY_LIMIT}.",
        ),
        (not sections, "De tekst heeft geen tussentitels. Begin elk deel met een regel zoals: ## Wat het is."),
        (
            bool(sections) and bool(before.strip()),
            "Voor de eerste tussentitel staat tekst die niemand zou zien. Zet er een regel met ## boven.",
        ),
        (
            bool(sections) and any(not text for _, text in sections),
            "Onder een van de tussentitels staat nog geen tekst.",
        ),
        (
            bool(sections) and len(article.body) < BODY_LEAST,
            f"De tekst is erg kort. Schrijf minstens {BODY_LEAST} tekens.",
        ),
        (len(article.body) > BODY_LIMIT, f"De tekst telt meer dan {BODY_LIMIT} tekens. Splits ze in twee bronnen."),
    ]


def _list_faults(article: Article) -> list[tuple[bool, str]]:
    return [
        (not article.lists.get("indications"), "Schrijf minstens één zin bij ‘Wanneer past dit’."),
        (not article.situations, "Schrijf minstens één vraag of situatie waarop deze bron antwoordt."),
        (not article.sources, "Noem minstens één bron waarop de tekst steunt, met uitgever en datum."),
        (
            article.type == "veiligheid" and not article.lists.get("protocol"),
            "Een bron over veiligheid zegt wat je nu doet: vul ‘Wat je nu doet’ in.",
        ),
        (article.age_min > article.age_max, "De laagste leeftijd is hoger dan de hoogste."),
    ]

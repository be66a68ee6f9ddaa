"""A small knowledge bank for analyses: two articles that contradict each other, a danger, a right, the intake."""

from datetime import date
from typing import Any

import yaml
from django.utils import timezone

from knowledge.actions.indexing import index_version
from knowledge.actions.sources import Approval, add_version
from knowledge.models import Version
from knowledge.models.index import DIMENSIONS
from knowledge.rules.article import parse_article
from knowledge.rules.compounds import Splitter

NOTE = (
    "Lotte (14) bleef weer weg van school. Thuis lopen de gesprekken met mama Ilse over school telkens vast. "
    "Ze ziet alleen nog wat niet lukt."
)
DANGER = "Gisteren schreef Lotte in haar schrift over een doodswens."
HOME, STRENGTH, DARK, RIGHT, INTAKE = (
    "gezinsgesprek", "krachtenkaart", "donkere-gedachten", "recht-op-onderwijs", "intake-vraagverheldering",
)  # fmt: skip
BANK: dict[str, dict[str, Any]] = {
    HOME: {
        "title": "Gezinsgesprek aan de keukentafel", "type": "methodiek", "perspective": "systeem",
        "summary": "Met het hele gezin praten over school, zonder schuldige.",
        "indications": ["Thuis lopen gesprekken over school telkens vast.", "Ouder en jongere zwijgen."],
        "contra_indications": ["Er is geweld in huis."],
        "first_steps": ["Spreek een rustig uur af.", "Laat ieder vertellen wat goed gaat.", "Bel de school samen."],
        "questions": ["Wie begint thuis over school?"],
        "reflection": ["Van wie neem ik het verhaal het snelst over?"],
        "contradicts": [{"slug": STRENGTH, "why": "Werken met het gezin vertraagt het werk met de jongere alleen."}],
    },
    STRENGTH: {
        "title": "Krachtenkaart van de jongere", "type": "tool", "perspective": "kracht",
        "summary": "Samen tekenen wat op school wel nog lukt.",
        "indications": ["De jongere ziet alleen nog wat niet lukt."],
        "contra_indications": ["De jongere is in crisis."],
        "first_steps": ["Teken samen één schooldag die goed ging."],
        "questions": ["Wat lukt op school nog wel?"],
        "reflection": ["Welke kracht zag ik zelf nog niet?"],
        "contradicts": [{"slug": HOME, "why": "Alleen met de jongere werken laat het gezin buiten beeld."}],
    },
    DARK: {
        "title": "Donkere gedachten bespreken", "type": "veiligheid", "perspective": "veiligheid",
        "summary": "Vraag rechtuit naar de dood en blijf erbij.",
        "protocol": ["Vraag rechtuit naar gedachten aan de dood.", "Laat de jongere niet alleen."],
        "signals": ["doodswens", "niet meer leven"],
    },
    RIGHT: {
        "title": "Recht op onderwijs", "type": "wetgeving", "perspective": "rechten",
        "summary": "Elke leerplichtige jongere heeft recht op school.",
        "rights": ["De jongere heeft recht op aangepast onderwijs op school."],
    },
    INTAKE: {
        "title": "Intake en vraagverheldering", "type": "kader", "perspective": "praktisch",
        "summary": "Eerst weten wat er speelt op alle levensdomeinen.",
        "questions": ["Wat is de vraag van de jongere op school?"],
    },
}  # fmt: skip
LISTS = (
    "indications", "contra_indications", "first_steps", "questions", "reflection", "protocol", "rights", "signals",
    "contradicts", "lay_terms",
)  # fmt: skip
FACTS = {
    "jurisdiction": "vlaams", "age_min": 0, "age_max": 25, "owner": "Redactie", "starter": False,
    "sources": [{"title": "Verzonnen handboek", "publisher": "Redactie", "date": "2024", "check": False}],
    "situations": ["De jongere blijft weg van school en thuis loopt het vast."],
    "valid_from": date(2024, 1, 1), "valid_until": None,
}  # fmt: skip


class _SameVector(dict[tuple[str, str], Any]):
    """The same vector for every text, so that making an article needs no model."""

    def __contains__(self, key: object) -> bool:
        return True

    def __missing__(self, key: tuple[str, str]) -> list[float]:
        return [DIMENSIONS**-0.5] * DIMENSIONS


def publish(slug: str, **changes: Any) -> Version:
    """An article of BANK with these fields changed, validated and indexed in the organisation in scope."""
    front = {**FACTS, **dict.fromkeys(LISTS, ()), "slug": slug, **BANK.get(slug, {}), **changes}
    front = {name: list(value) if isinstance(value, tuple) else value for name, value in front.items()}
    text = f"---\n{yaml.safe_dump(front, allow_unicode=True)}---\n\n## Over dit artikel\n\nKort en verzonnen.\n"
    read = parse_article(text)
    approval = Approval(author="Redactie", validator="Validator", at=timezone.now())
    version = add_version(read, after=None, approval=approval, content_hash="0" * 32)
    index_version(version, read, splitter=Splitter(()), vectors=_SameVector())
    return version


def publish_all() -> None:
    """The whole small bank."""
    for slug in BANK:
        publish(slug)

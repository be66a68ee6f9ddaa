"""Reads a VolledigDocument of the Vlaamse Codex open data API."""

import datetime
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from knowledge.intake.html import blocks_of
from knowledge.intake.structure import LIST, TABLE, IntakeProblem, one_line
from knowledge.law.structure import FAR, ArticleVersion, Law, LawArticleRead, LawProblem, Refused
from knowledge.law.table_of_contents import Places

KEPT = "Er is niets gewijzigd."
EMPTY = f"Dit bestand is leeg. {KEPT}"
CUT_OFF = f"Dit bestand is afgebroken of geen JSON. {KEPT} Haal het opnieuw op."
OTHER = f"Dit is geen volledig document van de Vlaamse Codex. {KEPT} Kies ‘VolledigDocument’."
NO_ARTICLES = f"Dit document bevat geen artikelen. {KEPT}"
LINK = "https://codex.vlaanderen.be/Zoeken/Document.aspx?DID={id}&param=inhoud"
LONGEST_ARTICLE = 200_000
FIXED = "SpecifiedDate"
WAITS = {
    "DateDependentOnExternalEvent": "een gebeurtenis die nog moet komen",
    "DateDependentOnDecision": "een beslissing die nog moet komen",
}
_CITED_AS = re.compile(r"citeeropschrift\s*:\s*[\"“”'‘’]+(.+?)[\"“”'‘’]+", re.IGNORECASE)
_HEAD = re.compile(r"^\s{0,3}#{1,6}\s+", re.MULTILINE)
_MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def read_law(data: bytes) -> Law:
    """The law in this file. A version that lacks what it needs is left out and named. Raises LawProblem."""
    whole = _json(data)
    document, content = whole.get("Document"), whole.get("Inhoud")
    if not isinstance(document, dict) or not isinstance(content, dict) or not isinstance(document.get("Id"), int):
        raise LawProblem(OTHER)
    places = Places.of(whole.get("Inhoudstafel"))
    reader = _Reader(places)
    for entry in (*_listed(content, "ArtikelVersies"), *_listed(content, "ToekomstigeArtikelVersies")):
        reader.take(entry)
    articles = tuple(reader.articles())
    if not articles:
        raise LawProblem(NO_ARTICLES)
    title = _title(document)
    notes = (f"Dubbele versies zijn één keer geteld: {reader.doubles}.",) if reader.doubles else ()
    return Law(
        id=document["Id"], title=title[:400], short_title=_short(document, title),
        jurisdiction="federaal" if document.get("IsFederaal") is True else "vlaams",
        link=LINK.format(id=document["Id"]), articles=articles, refused=tuple(reader.refused), notes=notes,
    )  # fmt: skip


def _json(data: bytes) -> Mapping[str, Any]:
    if not data.strip():
        raise LawProblem(EMPTY)
    try:
        whole = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as broken:
        raise LawProblem(CUT_OFF) from broken
    if not isinstance(whole, dict):
        raise LawProblem(OTHER)
    return whole


def _listed(content: Mapping[str, Any], name: str) -> list[Any]:
    found = content.get(name)
    return found if isinstance(found, list) else []


class _Reader:
    """Takes versions one by one, groups them by article, and names what it leaves out."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.refused: list[Refused] = []
        self.doubles = 0
        self._seen: set[int] = set()
        self._versions: defaultdict[str, list[ArticleVersion]] = defaultdict(list)
        self._numbers: dict[str, str] = {}

    def take(self, entry: Any) -> None:
        """One version, with or without the frame that the interface puts around it."""
        framed = entry.get("ArtikelVersie", entry) if isinstance(entry, dict) else None
        if not isinstance(framed, dict):
            self.refused.append(Refused("?", "geen artikel"))
            return
        number = one_line(str(framed.get("ArtikelNummer") or "")).strip(". ")
        version, reason = _version(framed)
        if version is None or not number:
            self.refused.append(Refused(number or "?", reason or "zonder nummer"))
        elif version.codex_id in self._seen:
            self.doubles += 1
        else:
            self._seen.add(version.codex_id)
            key = self.places.article_of(version.codex_id) or f"nr-{number}"
            self._versions[key].append(version)
            self._numbers.setdefault(key, number)

    def articles(self) -> Iterator[LawArticleRead]:
        """The articles in the order of the table of contents, those outside it after."""
        often = Counter(self._numbers.values())
        for key in sorted(self._versions, key=lambda key: self.places.rank(key)):
            number = self._numbers[key]
            yield LawArticleRead(
                key=key_of(number) if often[number] == 1 else f"{key_of(number)}_{key}",
                number=number,
                path=self.places.path(key),
                versions=tuple(sorted(self._versions[key], key=lambda one: (bool(one.waits_for), one.starts))),
            )


def key_of(number: str) -> str:
    """The part of an address that an article's number becomes: 2/1 and 2.1 stay apart."""
    plain = number.lower().replace("/", "_").replace("°", "")
    return re.sub(r"[^a-z0-9_]+", "-", plain).strip("-")[:40] or "x"


def _version(entry: Mapping[str, Any]) -> tuple[ArticleVersion | None, str]:
    """The version, or why not."""
    starts, ends = _day(entry.get("StartDatum")), _day(entry.get("EindDatum"))
    waits = _waits(entry, starts)
    if not isinstance(entry.get("Id"), int):
        return None, "zonder Id"
    if starts is None:
        return None, "zonder begindatum"
    if entry.get("EindDatum") and ends is None:
        return None, "met een einddatum die geen datum is"
    if ends is not None and ends < starts:
        return None, "met een einde voor het begin"
    try:
        text = _text(str(entry.get("Tekst") or "")[:LONGEST_ARTICLE])
    except IntakeProblem:
        text = ""
    if not any(char.isalnum() for char in text):
        return None, "zonder tekst"
    ends = None if ends is not None and ends >= FAR else ends
    return ArticleVersion(codex_id=entry["Id"], text=text, starts=starts, ends=ends, waits_for=waits), ""


def _waits(entry: Mapping[str, Any], starts: datetime.date | None) -> str:
    condition = str(entry.get("StartDatumConditie") or FIXED)
    if condition != FIXED:
        return WAITS.get(condition, "een voorwaarde die nog moet vervuld worden")
    return WAITS["DateDependentOnExternalEvent"] if starts is not None and starts >= FAR else ""


def _text(html: str) -> str:
    """The article as Markdown: each line that the law breaks off is a paragraph; what looks like a head is none."""
    parts = []
    for block in blocks_of(html):
        parts += [block.text] if block.kind in (LIST, TABLE) else block.text.split("\n")
    return "\n\n".join(_HEAD.sub("", part) for part in parts)


def _day(value: Any) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(str(value)[:10]) if value else None
    except ValueError:
        return None


def _title(document: Mapping[str, Any]) -> str:
    kind = one_line(str(document.get("WetgevingDocumentType") or "Regelgeving"))
    heading = one_line(str(document.get("Opschrift") or ""))
    day = _day(document.get("Datum"))
    if heading.lower().startswith(kind.lower()):
        heading = heading[len(kind) :].strip()
    dated = f" van {day.day} {_MONTHS[day.month - 1]} {day.year}" if day else ""
    return f"{kind}{dated} {heading}".strip()


def _short(document: Mapping[str, Any], title: str) -> str:
    """The name by which the law itself asks to be cited, else its title."""
    named = _CITED_AS.search(str(document.get("Opschrift") or ""))
    return one_line(named[1]) if named else title

"""An invented law of hundreds of articles, as the Vlaamse Codex would publish it: to measure what a large law does.

python -m benchmarks.large_law FILE [--articles N]. What it says holds nowhere: import it only where one measures.
"""

import argparse
import json
import random
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

WORDS = Path(__file__).with_suffix(".toml")
SEED = 20_261_123
ARTICLES = 900
DOCUMENT = 9_800_000
BEGAN, CHANGED, SOME_DAY = "2014-03-01", "2021-09-01", "2100-01-01"
OFTEN_CHANGED, OFTEN_WAITING, TRUE_TO_ITS_MATTER = 0.2, 0.04, 0.7
"""Which share of the articles has an older version too, which a version that waits for a decision, and which share of
the paragraphs is on the matter of their own article.
"""


def large_law(articles: int = ARTICLES) -> dict[str, Any]:
    """The VolledigDocument of an invented law with so many articles; the same one each time."""
    dice = random.Random(SEED)
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    chapters = words["chapters"]
    heads, versions = [], []
    for number, chapter in enumerate(chapters, 1):
        mine = [one for one in range(1, articles + 1) if (one - 1) * len(chapters) // articles == number - 1]
        made = [(one, list(_versions(one, chapter, words, dice))) for one in mine]
        versions += [{"ArtikelVersie": version} for _, group in made for version in group]
        heads.append(_head(f"Hoofdstuk {number}. {chapter['title']}", [_entry(one, group) for one, group in made]))
    now = [one for one in versions if one["ArtikelVersie"]["StartDatum"] < SOME_DAY]
    return {
        "Document": _document(),
        "Inhoudstafel": {"Items": heads},
        "Inhoud": {"ArtikelVersies": now, "ToekomstigeArtikelVersies": [one for one in versions if one not in now]},
    }


def _document() -> dict[str, Any]:
    title = (
        'over de rechten en de hulp van minderjarigen, verzonnen om te meten (citeeropschrift: "Verzonnen Meetdecreet")'
    )
    return {"Id": DOCUMENT, "Opschrift": title, "Datum": "2013-12-20T00:00:00", "WetgevingDocumentType": "Decreet",
            "IsFederaal": False}  # fmt: skip


def _versions(
    number: int, chapter: Mapping[str, Any], words: Mapping[str, Any], dice: random.Random
) -> Iterator[dict[str, Any]]:
    """What an article said before it changed, what it says, and what it may say one day."""
    is_changed, waits = dice.random() < OFTEN_CHANGED, dice.random() < OFTEN_WAITING
    matter = dice.choice(chapter["matters"])
    if is_changed:
        yield _version(number, 0, BEGAN, _text(matter, chapter, words, dice), ends="2021-08-31")
    yield _version(number, 1, CHANGED if is_changed else BEGAN, _text(matter, chapter, words, dice))
    if waits:
        text = _text(matter, chapter, words, dice)
        yield _version(number, 2, SOME_DAY, text) | {"StartDatumConditie": "DateDependentOnDecision"}


def _version(number: int, place: int, starts: str, text: str, *, ends: str | None = None) -> dict[str, Any]:
    return {"Id": DOCUMENT + 10 * number + place, "ArtikelNummer": f"{number}.", "ArtikelType": "ART", "Tekst": text,
            "StartDatum": f"{starts}T00:00:00", "EindDatum": f"{ends}T00:00:00" if ends else None,
            "StartDatumConditie": "SpecifiedDate"}  # fmt: skip


def _text(matter: str, chapter: Mapping[str, Any], words: Mapping[str, Any], dice: random.Random) -> str:
    """Two to five paragraphs of a sentence or two, most of them on the article's own matter."""
    paragraphs = []
    for place, frame in enumerate(dice.sample(words["frames"], k=dice.randint(2, 5)), 1):
        actor = dice.choice(words["actors"])
        sentence = frame.format(
            actor=actor, actor_low=actor[0].lower() + actor[1:], other=dice.choice(words["others"]),
            body=dice.choice(words["bodies"]), matter=_matter(matter, chapter, dice),
            event=dice.choice(chapter["events"]), exception=dice.choice(chapter["exceptions"]),
            days=dice.choice((5, 8, 15, 30)), months=dice.choice((3, 6, 12)),
        )  # fmt: skip
        paragraphs.append(f"§ {place}. {sentence[0].upper()}{sentence[1:]}")
    return "<br /><br />".join(paragraphs)


def _matter(own: str, chapter: Mapping[str, Any], dice: random.Random) -> str:
    matters: list[str] = chapter["matters"]
    return own if dice.random() < TRUE_TO_ITS_MATTER else dice.choice(matters)


def _head(title: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {"ItemType": "H", "Titel": None, "Items": items, "Versions": [{"ItemType": "HV", "Titel": title}]}


def _entry(number: int, versions: list[dict[str, Any]]) -> dict[str, Any]:
    named = [{"ItemType": "AV", "Id": version["Id"]} for version in versions]
    return {"ItemType": "A", "Id": DOCUMENT + 10 * number + 9, "Titel": f"{number}.", "Items": [], "Versions": named}


def main() -> None:
    """Write the law to a file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    options = parser.parse_args()
    options.file.write_text(json.dumps(large_law(options.articles), ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main()

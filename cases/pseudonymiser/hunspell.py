"""Reads a Hunspell dictionary and lists the words it stands for (without its compounds). Build time only."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

# Flags of OpenTaal for a form that is wrong and for a name of a person.
FORBIDDEN, PERSON_NAME = "Fw", "PN"


@dataclass(frozen=True, slots=True)
class Affix:
    """One rule: strip `gone` and add `put`, where the word matches."""

    before: bool
    gone: str
    put: str
    fits: re.Pattern[str]

    def applied(self, word: str) -> str | None:
        if not self.fits.search(word):
            return None
        if self.before:
            return self.put + word.removeprefix(self.gone)
        return word.removesuffix(self.gone) + self.put


@dataclass(slots=True)
class Rules:
    """The affixes of a dictionary by flag, and how flags are written."""

    style: str = "short"
    affixes: dict[str, list[Affix]] = field(default_factory=dict)

    def flags(self, written: str) -> list[str]:
        if self.style == "long":
            return re.findall("..", written)
        return written.split(",") if self.style == "num" else list(written)


def entries(folder: Path) -> Iterator[tuple[str, frozenset[str], list[str]]]:
    """Yield (stem, flags, derived forms) for each line of folder/index.dic."""
    rules = _rules(folder / "index.aff")
    for line in (folder / "index.dic").read_text(encoding="utf-8").splitlines()[1:]:
        stem, _, rest = line.split("\t")[0].partition("/")
        flags = rules.flags(rest.split()[0]) if rest.strip() else []
        forms = [form for flag in flags for affix in rules.affixes.get(flag, ()) if (form := affix.applied(stem))]
        yield stem, frozenset(flags), forms


def _rules(path: Path) -> Rules:
    rules = Rules()
    for line in path.read_text(encoding="utf-8").splitlines():
        match line.split():
            case ["FLAG", style]:
                rules.style = style
            case ["SFX" | "PFX" as kind, flag, gone, put, fits, *_]:
                _add(rules, kind == "PFX", flag, gone, put, fits)
    return rules


def _add(rules: Rules, before: bool, flag: str, gone: str, put: str, fits: str) -> None:
    put, gone = put.partition("/")[0], "" if gone == "0" else gone
    pattern = re.compile(f"^{fits}" if before else f"{fits}$")
    rules.affixes.setdefault(flag, []).append(Affix(before, gone, "" if put == "0" else put, pattern))

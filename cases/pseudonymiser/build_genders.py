"""Lists the first names that one gender alone bears: python -m cases.pseudonymiser.build_genders.

Reads Faker's names of the peoples that live in Belgium, and leaves out what both genders bear in any of them.
"""

import gzip
from importlib import import_module

from cases.pseudonymiser.letters import folded_words
from cases.pseudonymiser.rules import LEXICONS, rule_words

_SHORTEST = 3


def write_genders() -> None:
    """Write lexicons/genders.txt.gz: one line of names for m, one for v."""
    he, she = _names("male"), _names("female")
    both = (he & she) | rule_words("unisex_names")
    text = f"m {' '.join(sorted(he - both))}\nv {' '.join(sorted(she - both))}\n"
    (LEXICONS / "genders.txt.gz").write_bytes(gzip.compress(text.encode(), mtime=0))


def _names(gender: str) -> set[str]:
    """Return the folded first words of the names that the chosen locales give to a gender."""
    found: set[str] = set()
    for locale in rule_words("gender_locales"):
        provider = import_module(f"faker.providers.person.{locale}").Provider
        found |= {words[0] for name in getattr(provider, f"first_names_{gender}", ()) if (words := folded_words(name))}
    return {name for name in found if name.isascii() and len(name) >= _SHORTEST}


if __name__ == "__main__":
    write_genders()

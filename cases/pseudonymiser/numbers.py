"""How long the numbers of a text are, so that no layer looks for a telephone where only ages stand."""

import re

# Digits, and whatever people write between those of one number.
_STRETCH = re.compile(r"\d[\d .,/\-–_()'’\u00a0]{3,}")


def most_digits(text: str) -> int:
    """Return how many digits the longest number of a text has."""
    return max([sum(map(str.isdecimal, stretch)) for stretch in _STRETCH.findall(text)], default=0)

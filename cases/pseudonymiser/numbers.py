"""How long the numbers of a text are, so that no layer looks for a telephone where only ages stand."""

import re

# Digits, and whatever people write between those of one number.
_STRETCH = re.compile(r"\d[\d .,/\-–_()'’\u00a0]{2,}\d")


def longest_number(text: str) -> int:
    """Return how many characters the longest number of a text takes: it has no more digits than that."""
    return max(map(len, _STRETCH.findall(text)), default=0)

"""The items of lists as Markdown writes them: a dash or a number, set in under the item they belong to."""

DASH = "-"
WIDEST_INSET = 24


def sign_of(number: int, *, shape: str) -> str:
    """What stands before an item: its number where the order counts, a letter as the author saw it, else a dash.

    `shape` is decimal, letter, capital or anything else for a dash. Markdown counts in numbers alone, so a letter
    stands behind a dash.
    """
    if shape == "decimal":
        return f"{number}."
    if shape in ("letter", "capital") and 0 < number <= 26:
        letter = chr(ord("a") + number - 1)
        return f"{DASH} {letter.upper() if shape == 'capital' else letter})"
    return DASH


def inset_under(sign: str, *, inset: str = "") -> str:
    """The blanks before an item that stands under one with this sign."""
    width = 2 if sign.startswith(DASH) else len(sign) + 1
    return (inset + " " * width)[:WIDEST_INSET]

"""Chooses between overlapping proposals."""

from cases.pseudonymiser.spans import Candidate

# Left over beside a stronger neighbour, these name nobody.
_GLUE = frozenset(("de", "het", "den", "t", "en", "van", "in", "of", "la", "le", "te", "op", "aan", "bij"))
_NUMBERS = frozenset(("PHONE", "NATIONAL_NUMBER", "FILE_NUMBER", "VEHICLE"))
_SHORTEST_NUMBER = 3


def merge(text: str, found: list[Candidate]) -> list[Candidate]:
    """Return proposals in order, without overlap: the strongest first, then the longest.

    What sticks out of a stronger neighbour is kept as a piece of its own, so that nothing found is shown, unless
    it is an article alone.
    """
    covered = bytearray(len(text))
    kept: list[Candidate] = []
    for piece in sorted(found, key=lambda c: (-c.strength, c.start - c.end, c.start)):
        if covered.find(1, piece.start, piece.end) < 0 and piece.start < piece.end:
            covered[piece.start : piece.end] = b"\1" * (piece.end - piece.start)
            kept.append(piece)
            continue
        if covered.find(0, piece.start, piece.end) < 0:
            continue
        for start, end in _free(covered, piece.start, piece.end):
            start, end = _trimmed(text, start, end) if (start, end) != (piece.start, piece.end) else (start, end)
            if start < end and not _is_scrap(text, piece, start, end):
                covered[start:end] = b"\1" * (end - start)
                kept.append(piece.at(start, end))
    return sorted(kept)


def _is_scrap(text: str, piece: Candidate, start: int, end: int) -> bool:
    """Whether what is left of a proposal is an article, or two digits of a number."""
    if (start, end) == (piece.start, piece.end):
        return False
    return text[start:end].lower() in _GLUE or (piece.label in _NUMBERS and end - start < _SHORTEST_NUMBER)


def _free(covered: bytearray, start: int, end: int) -> list[tuple[int, int]]:
    """Return the stretches of [start, end) that no stronger proposal has taken."""
    free = []
    while start < end:
        taken = covered.find(1, start, end)
        stop = end if taken < 0 else taken
        if stop > start:
            free.append((start, stop))
        after = covered.find(0, stop, end)
        start = end if after < 0 else after
    return free


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and not text[start].isalnum():
        start += 1
    while start < end and not text[end - 1].isalnum():
        end -= 1
    return start, end

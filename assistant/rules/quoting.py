"""Chooses what to quote: whole sentences of found passages that stand nearest to a question, in reading order."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_PIECES = 24
"""Sentences that are looked at; each costs its embedding."""
SHORTEST = 25
MOST_QUOTED, MOST_EACH = 5, 3
CLOSE = 0.035
"""How far, in cosine, a sentence may stay behind the best one and still be quoted."""
_END = re.compile(r"(?<=[.!?:])\s+(?=[A-ZÀ-Ž\[‘“\"(])|\n+")
_BULLET = re.compile(r"^[\s>#*•-]*(?:\d+[.)]\s+)?")


@dataclass(frozen=True)
class Piece:
    """Passage number `passage` (from 0, best first), characters start to end."""

    passage: int
    start: int
    end: int


def pieces_of(texts: Sequence[str]) -> list[Piece]:
    """The sentences and list items of the passages, without their bullets; the best passages first."""
    found = [piece for passage, text in enumerate(texts) for piece in _sentences(passage, text)]
    return found[:MOST_PIECES]


def _sentences(passage: int, text: str) -> list[Piece]:
    pieces, start = [], 0
    for gap in [*_END.finditer(text), None]:
        end = gap.start() if gap else len(text)
        first = start + len(_BULLET.match(text[start:end]).group())  # type: ignore[union-attr]
        if len(text[first:end].strip()) >= SHORTEST:
            pieces.append(Piece(passage, first, first + len(text[first:end].rstrip())))
        start = gap.end() if gap else end
    return pieces


def chosen(pieces: Sequence[Piece], closeness: Sequence[float]) -> list[Piece]:
    """At most MOST_QUOTED, of one passage at most MOST_EACH; the best passage always speaks.

    Neighbours become one piece. In the order of the passages, and within one as it reads.
    """
    if not pieces:
        return []
    ranked = sorted(range(len(pieces)), key=lambda index: (-closeness[index], index))
    floor = closeness[ranked[0]] - CLOSE
    first = next(index for index in ranked if pieces[index].passage == pieces[0].passage)
    kept, each = [first], {pieces[first].passage: 1}
    for index in ranked:
        passage = pieces[index].passage
        if len(kept) == MOST_QUOTED or closeness[index] < floor:
            break
        if index != first and each.get(passage, 0) < MOST_EACH:
            kept.append(index)
            each[passage] = each.get(passage, 0) + 1
    return _joined([(index, pieces[index]) for index in sorted(kept)])


def _joined(kept: Sequence[tuple[int, Piece]]) -> list[Piece]:
    joined: list[Piece] = []
    before = -2
    for index, piece in kept:
        if joined and index == before + 1 and joined[-1].passage == piece.passage:
            joined[-1] = Piece(piece.passage, joined[-1].start, piece.end)
        else:
            joined.append(piece)
        before = index
    return joined

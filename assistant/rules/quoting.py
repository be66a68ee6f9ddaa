"""Chooses what to quote of found passages: which ones, and which unbroken parts of a long one may stand for it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

LONGEST = 640
"""Up to so many characters a passage is quoted whole: its sentences lean on each other."""
NEAR_THE_BEST = 0.15
"""How far the score of another source may stay behind the best and still have its say."""
MOST_QUOTED = 5
_END = re.compile(r"(?:(?<=[.!?:])|(?<=[.!?][\"”»]))[^\S\n]+(?=[A-ZÀ-Ž\[‘“„«\"(])|\n\s*")
_SPOKEN = re.compile(r"\"[^\"\n]*\"|[“„][^”\n]*”|«[^»\n]*»")
_NO_END = re.compile(
    r"(?:^|\n)\s*\d+\.$|\b(?:art|bijv|bv|ca|dhr|dr|m\.a\.w|mevr|nr|o\.a|prof|resp|t\.a\.v)\.$", re.IGNORECASE
)
"""The number of an item and what is written short: a full stop there ends nothing."""
_LONGEST_SHORT = 12


@dataclass(frozen=True)
class Piece:
    """Passage number `passage` (from 0, best first), characters start to end."""

    passage: int
    start: int
    end: int


def speaking(sources: Sequence[str], scores: Sequence[float]) -> list[int]:
    """Which passages answer: all of the best source, then the best of each source that comes near it.

    `sources` and `scores` tell of each passage its source and the score of that source, best source first, and of each
    the best passage first.
    """
    chosen: list[int] = []
    heard: set[str] = set()
    for index, (source, score) in enumerate(zip(sources, scores, strict=True)):
        if source == sources[0] or (source not in heard and score >= scores[0] - NEAR_THE_BEST):
            chosen.append(index)
        heard.add(source)
    return chosen[:MOST_QUOTED]


def parts_of(passage: int, text: str) -> list[Piece]:
    """The whole passage; of a long one each longest run of whole sentences that fits, from any sentence on."""
    starts, ends = _sentences(text)
    if len(text.strip()) <= LONGEST:
        return [Piece(passage, starts[0], ends[-1])] if starts else []
    runs: list[Piece] = []
    for first, start in enumerate(starts):
        end = _end_of_run(text, start, ends[first:])
        if not runs or end > runs[-1].end:
            runs.append(Piece(passage, start, end))
    return runs


def _end_of_run(text: str, start: int, ends: Sequence[int]) -> int:
    """The last that fits, not at a colon that announces more."""
    fitting = [end for end in ends if end - start <= LONGEST]
    closed = [end for end in fitting if text[end - 1] != ":"]
    return max(closed or fitting or ends[:1])


def opening_of(text: str) -> tuple[int, int]:
    """Where the first sentence of a passage begins and ends, with what a colon in it announces."""
    starts, ends = _sentences(text)
    closed = (end for end in ends if text[end - 1] not in ":|")
    return (starts[0], next(closed, ends[0])) if starts else (0, len(text))


def _sentences(text: str) -> tuple[list[int], list[int]]:
    """Where sentences and items of a list begin and end."""
    starts, ends, at = [], [], 0
    for gap in [*_gaps(text), None]:
        end = gap.start() if gap else len(text)
        part = text[at:end]
        if part.strip():
            starts.append(at + len(part) - len(part.lstrip()))
            ends.append(at + len(part.rstrip()))
        at = gap.end() if gap else end
    return starts, ends


def _gaps(text: str) -> list[re.Match[str]]:
    """What stands between two sentences, never within what somebody says: half of it is not what she said."""
    spoken = [one.span() for one in _SPOKEN.finditer(text)]
    return [
        gap
        for gap in _END.finditer(text)
        if "\n" in gap.group()
        or (
            not any(start < gap.start() < end for start, end in spoken)
            and not _NO_END.search(text, max(0, gap.start() - _LONGEST_SHORT), gap.start())
        )
    ]

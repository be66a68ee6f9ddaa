"""What stands between two words, looked up once: whether a sentence or a line opens behind it."""

import re

_BREAK = re.compile(r"[.!?:;\n\r\t•*|\"“”«»>]|^\W*[-–—] ")
_STOPS = frozenset((". ", "! ", "? ", ".\n", "!\n", "?\n"))
_MOST = 10_000

OPENS = 1  # a sentence or a line opens behind it
DOT = 2  # only when the full stop it begins with is not that of an abbreviation
STOP = 4  # a full stop, or its like, and a space: the next word should have a capital


class _Gaps(dict[str, int]):
    """The bits of each gap. Threads may share it: what one drops, another makes again."""

    def __missing__(self, gap: str) -> int:
        opens = OPENS if _BREAK.search(gap) else 0
        dot = DOT if gap[:1] == "." and "\n" not in gap else 0
        stop = STOP if gap[:2] in _STOPS else 0
        if len(self) >= _MOST:
            self.clear()
        self[gap] = bits = opens | dot | stop
        return bits


GAPS = _Gaps()

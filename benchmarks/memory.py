"""The memory of running processes, as the kernel counts it."""

import re
from dataclasses import dataclass
from pathlib import Path

_LINE = re.compile(r"^(Rss|Pss|Private_Dirty|Private_Clean):\s+(\d+) kB", re.MULTILINE)


@dataclass(frozen=True)
class Memory:
    """MB. `whole` counts a page that several processes share in each, `share` spread over them, `own` not at all.

    Sums of `share` are what the machine really holds; sums of `whole` are what most tools add up.
    """

    whole: float = 0.0
    share: float = 0.0
    own: float = 0.0

    def __add__(self, other: "Memory") -> "Memory":
        return Memory(self.whole + other.whole, self.share + other.share, self.own + other.own)


def memory_of(pid: int) -> Memory:
    """The memory of a process and all below it; nothing for one that has ended."""
    return sum((_own(each) for each in family(pid)), Memory())


def family(pid: int) -> list[int]:
    """The process and all below it."""
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(below for child in children for below in family(int(child)))]


def _own(pid: int) -> Memory:
    try:
        counted = {
            name: int(size) / 1024 for name, size in _LINE.findall(Path(f"/proc/{pid}/smaps_rollup").read_text())
        }
    except OSError:
        return Memory()
    if not counted:  # it ended between two looks
        return Memory()
    return Memory(counted["Rss"], counted["Pss"], counted["Private_Dirty"] + counted["Private_Clean"])

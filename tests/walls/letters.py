"""The table of answers, and who each of its letters is."""

from pathlib import Path

from tests.people import ANNA, BRAM, CHRIS, DANA, ELI, FAY, GIL, HANNE, VERA

PEOPLE = {
    "A": ANNA, "B": BRAM, "H": HANNE, "D": DANA, "E": ELI, "V": VERA, "F": FAY,
    "C": CHRIS, "G": GIL, "-": None, "K": CHRIS,
}  # fmt: skip


def _table() -> dict[str, tuple[str, str]]:
    lines = (Path(__file__).parent / "table.txt").read_text().splitlines()
    held = [line.split() for line in lines if line and not line.startswith("#")]
    return {name: ("".join(row[: len(row) // 2]), "".join(row[len(row) // 2 :])) for name, *row in held}


TABLE = _table()

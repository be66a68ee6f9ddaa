"""Builds one SVG sprite from a list of icons (a line is a name, or ours=theirs); run by ./update."""

import re
import sys
from pathlib import Path

FRAME = (
    '<symbol id="{name}" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2" '
    'stroke-linecap="round" stroke-linejoin="round">{body}</symbol>'
)


def symbol(folder: Path, line: str) -> str:
    """Returns one icon as a symbol element; raises FileNotFoundError for an unknown name."""
    name, _, theirs = line.partition("=")
    drawing = (folder / f"{theirs or name}.svg").read_text(encoding="utf-8")
    body = re.search(r"<svg[^>]*>(.*)</svg>", drawing, re.DOTALL)
    if body is None:
        raise ValueError(f"{line}: the drawing is empty")
    return FRAME.format(name=name, body=re.sub(r"\s*\n\s*", "", body.group(1)))


def main(folder: str, names: str, target: str) -> None:
    """Writes the sprite of all names (one a line) to target."""
    wanted = sorted(set(Path(names).read_text(encoding="utf-8").split()))
    body = "\n".join(symbol(Path(folder), name) for name in wanted)
    sprite = f'<svg xmlns="http://www.w3.org/2000/svg">\n{body}\n</svg>\n'
    Path(target).write_text(sprite, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])

"""The lists of a Word document: which paragraphs are items, how deep they stand, how they are numbered."""

from lxml import etree

from knowledge.intake.archive import parsed_xml
from knowledge.intake.lists import DASH, inset_under, sign_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DEEPEST = 8
_SHAPES = {"bullet": "", "none": "", "lowerLetter": "letter", "upperLetter": "capital"}
"""Word's formats by how we write them; the others are numbers of some kind."""

Place = tuple[str, int]
"""The number of a list, and how deep."""


class Lists:
    """What the document says of its lists, and how far each has been counted."""

    def __init__(self, *, numbering: bytes | None, styles: bytes | None) -> None:
        self._formats = _formats(numbering)
        self._of_style = _places_of_styles(styles)
        self._counted: dict[Place, int] = {}
        self._signs: dict[int, str] = {}

    def place_of(self, paragraph: "etree._Element", *, style: str) -> Place | None:
        """Where this paragraph stands in a list, by itself or by its style; None when it is no item."""
        own = paragraph.find(f"{W}pPr/{W}numPr")
        if own is not None and own.find(f"{W}numId") is not None:
            place = _place(own)
            return place if place[0] != "0" else None
        if style in self._of_style:
            return self._of_style[style]
        return ("", 0) if style.startswith(("List", "Lijst")) else None

    def mark(self, place: Place) -> str:
        """What stands before the next item of this list, with the blanks before it."""
        shape, start = self._formats.get(place, ("", 1))
        for deeper in [one for one in self._counted if one[0] == place[0] and one[1] > place[1]]:
            del self._counted[deeper]
        number = self._counted[place] = self._counted.get(place, start - 1) + 1
        sign = self._signs[place[1]] = sign_of(number, shape=shape)
        inset = ""
        for level in range(place[1]):
            inset = inset_under(self._signs.get(level, DASH), inset=inset)
        return f"{inset}{sign}"


def _formats(numbering: bytes | None) -> dict[Place, tuple[str, int]]:
    """How each list writes its items at each depth, and where it begins to count."""
    root = parsed_xml(numbering) if numbering else None
    if root is None:
        return {}
    kinds = {kind.get(f"{W}abstractNumId"): kind for kind in root.iter(f"{W}abstractNum")}
    found: dict[Place, tuple[str, int]] = {}
    for used in root.iter(f"{W}num"):
        kind = kinds.get(_value(used.find(f"{W}abstractNumId")))
        for level in kind.iter(f"{W}lvl") if kind is not None else ():
            said = _value(level.find(f"{W}numFmt")) or "decimal"
            begins = number_in(level.find(f"{W}start"), otherwise=1)
            depth = level.get(f"{W}ilvl") or ""
            if depth.isdecimal() and len(depth) == 1:
                found[used.get(f"{W}numId") or "", int(depth)] = (_SHAPES.get(said, "decimal"), begins)
    return found


def _places_of_styles(styles: bytes | None) -> dict[str, Place]:
    """Style id -> the list it puts a paragraph in."""
    found = {}
    for style in parsed_xml(styles).iter(f"{W}style") if styles else ():
        said = style.find(f"{W}pPr/{W}numPr")
        if said is not None and _value(said.find(f"{W}numId")) not in ("", "0"):
            found[style.get(f"{W}styleId") or ""] = _place(said)
    return found


def _place(said: "etree._Element") -> Place:
    return _value(said.find(f"{W}numId")), min(number_in(said.find(f"{W}ilvl")), DEEPEST)


def number_in(element: "etree._Element | None", *, otherwise: int = 0) -> int:
    """The number that this element holds."""
    value = _value(element)
    return int(value) if value.isdecimal() and len(value) < 4 else otherwise


def _value(element: "etree._Element | None") -> str:
    return (element.get(f"{W}val") or "") if element is not None else ""

"""Opens the few parts of a zipped document that hold text, and refuses archives that are made to do harm."""

import zipfile
from collections.abc import Collection
from io import BytesIO

from lxml import etree

from knowledge.intake.structure import IntakeProblem

MOST_ENTRIES = 3_000
LARGEST_PART = 64 * 1024 * 1024
LARGEST_WHOLE = 512 * 1024 * 1024
STEEPEST = 200
"""How many times larger a part may become; text in XML rarely shrinks a hundredfold."""
SMALL = 1024 * 1024
BOMB = "Dit bestand wordt bij het openen veel te groot. Er is niets bewaard."
BROKEN = (
    "Dit bestand is beschadigd of onvolledig. Er is niets bewaard. Open het, bewaar het opnieuw en probeer nog eens."
)
LOCKED = "Dit bestand is beveiligd met een wachtwoord. Er is niets bewaard. Bewaar het zonder wachtwoord."


def opened_parts(data: bytes, *, wanted: Collection[str]) -> dict[str, bytes]:
    """The wanted parts that are there, by name; the others, archives inside archives included, stay shut.

    Raises IntakeProblem on a damaged, locked or swelling archive.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            _check(archive.infolist())
            present = set(archive.namelist())
            return {name: _part(archive, name) for name in wanted if name in present}
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError) as broken:
        if isinstance(broken, IntakeProblem):
            raise
        raise IntakeProblem(BROKEN) from broken


def parsed_xml(part: bytes) -> "etree._Element":
    """The root of this XML; no entity is resolved, no address visited. Raises IntakeProblem."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise IntakeProblem(BROKEN) from broken


def _check(entries: Collection[zipfile.ZipInfo]) -> None:
    if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
        raise IntakeProblem(BOMB)
    for entry in entries:
        if entry.flag_bits & 1:
            raise IntakeProblem(LOCKED)
        if entry.file_size > SMALL and entry.file_size > STEEPEST * max(entry.compress_size, 1):
            raise IntakeProblem(BOMB)


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    """At most LARGEST_PART bytes: what an archive says of itself need not be true."""
    with archive.open(name) as part:
        read = part.read(LARGEST_PART + 1)
    if len(read) > LARGEST_PART:
        raise IntakeProblem(BOMB)
    return read

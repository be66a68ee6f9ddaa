"""Keeps what is costly to make in a file; a file that is damaged or cannot be written stops nothing."""

import logging
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

log = logging.getLogger("ai4care.knowledge")
_SEAL_BYTES = 32


def kept(path: Path, make: Callable[[], bytes]) -> bytes:
    """What the file holds; made, and kept there, when it is missing or not as it was written.

    Processes that make it at once all get a whole one. Where it cannot be kept it is made each time, and the log says
    so in one sentence.
    """
    held = _whole(path)
    if held is None:
        held = make()
        try:
            _keep(path, held)
        except OSError as problem:
            _say(path.parent, problem.strerror)
    return held


@cache
def _say(folder: Path, why: str) -> None:
    """Once in a process, however many files there are."""
    log.warning(
        "Het taalmodel kon niet bewaard worden in %s (%s). Het werkt, maar elke start duurt langer: "
        "maak die map schrijfbaar.",
        folder,
        why,
    )


def _whole(path: Path) -> bytes | None:
    try:
        held = path.read_bytes()
    except OSError:
        return None
    seal, content = held[:_SEAL_BYTES], held[_SEAL_BYTES:]
    return content if sha256(content).digest() == seal else None


def _keep(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{uuid4().hex}")
    try:
        draft.write_bytes(sha256(content).digest() + content)
        draft.replace(path)
    except OSError:
        with suppress(OSError):
            draft.unlink()
        raise

"""Reads a document in a process of its own, so that a hostile file cannot take the worker along."""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Any

from knowledge.intake.child import OUT_OF_MEMORY
from knowledge.intake.structure import Block, IntakeProblem, Reading

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 240.0
"""Seconds that reading may take by the clock; a busy machine gets no more."""
TOO_HEAVY = "Dit bestand vraagt te veel geheugen om te lezen. Er is niets bewaard. Splits het of maak het eenvoudiger."
TOO_LONG = "Dit bestand lezen duurt te lang. Er is niets bewaard. Splits het of maak het eenvoudiger."
CRASHED = "Dit bestand kan niet gelezen worden: het is beschadigd of anders gemaakt dan de norm. Er is niets bewaard."


def read_confined(
    data: bytes, *, kind: str, heard: Callable[[int, int], None] = lambda done, total: None, longest: float = LONGEST
) -> Reading:
    """The document, read under limits of memory, time and output; `heard` is called every second with the pages.

    The process gets no settings, secrets or network of ours. Costs half a second beside the reading itself.
    Raises IntakeProblem, and whatever `heard` raises (the process is ended then).
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as read, tempfile.TemporaryFile() as told:
        given.write(data)
        given.seek(0)
        process = subprocess.Popen(
            [sys.executable, "-m", "knowledge.intake.child", kind, str(told.fileno())],
            cwd=PROJECT, env={"LANG": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}, stdin=given, stdout=read,
            stderr=subprocess.DEVNULL, pass_fds=[told.fileno()],
        )  # fmt: skip
        try:
            _wait(process, told, heard=heard, longest=longest)
        finally:
            process.kill()
            process.wait()
        return _answer(process.returncode, read)


def _wait(
    process: "subprocess.Popen[bytes]", told: IO[bytes], *, heard: Callable[[int, int], None], longest: float
) -> None:
    end = time.monotonic() + longest
    while True:
        try:
            process.wait(timeout=1.0)
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() > end:
                raise IntakeProblem(TOO_LONG) from None
            told.seek(0)
            line = told.read(18).decode()
            heard(int(line[:9] or 0), int(line[9:] or 0))


def _answer(status: int, read: IO[bytes]) -> Reading:
    if status == OUT_OF_MEMORY:
        raise IntakeProblem(TOO_HEAVY)
    if status == -24 or status == -9:  # SIGXCPU, or the kill that follows it
        raise IntakeProblem(TOO_LONG)
    read.seek(0)
    try:
        answer: dict[str, Any] = json.load(read) if status == 0 else {}
    except ValueError:
        answer = {}
    if "problem" in answer:
        raise IntakeProblem(str(answer["problem"]))
    if "blocks" not in answer:
        raise IntakeProblem(CRASHED)
    blocks = tuple(Block(**block) for block in answer["blocks"])
    return Reading(answer["title"], blocks, pages=answer["pages"], notes=tuple(answer["notes"]))

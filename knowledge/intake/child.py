"""The process in which one document is read: little memory, little time, no network, no other programs.

Started by knowledge.intake.confined as `python -m knowledge.intake.child KIND FD`: the file on standard input, the
reading as JSON on standard output, how far it is on the descriptor FD.
"""

import ctypes
import gc
import json
import os
import resource
import signal
import sys
from dataclasses import asdict
from typing import Any

MEMORY = 512 * 1024 * 1024
SECONDS = 120
OUTPUT = 32 * 1024 * 1024
OPEN_FILES = 64
OUT_OF_MEMORY = 3
_PR_SET_PDEATHSIG = 1
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.fork", "ctypes.", "os.remove",
              "os.rename", "os.rmdir", "os.mkdir", "shutil.", "ftplib.", "urllib.", "smtplib.")  # fmt: skip


class Forbidden(RuntimeError):
    """Reading a document asked for something that reading a document does not need."""


def main(kind: str, progress_to: int) -> int:
    """Read standard input and write the reading, or the problem in one sentence. Returns the exit status."""
    ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)  # nobody waits for it any more
    from knowledge.intake.reading import read_document
    from knowledge.intake.structure import IntakeProblem

    if kind == "pdf":
        import pdfplumber  # noqa: F401 - loaded before the doors shut
    _limit()
    sys.addaudithook(_refuse)

    def tell(done: int, total: int) -> None:
        os.pwrite(progress_to, f"{done:9d}{total:9d}".encode(), 0)

    try:
        answer: dict[str, Any] = asdict(read_document(sys.stdin.buffer.read(), kind=kind, progress=tell))
    except IntakeProblem as problem:
        answer = {"problem": str(problem)}
    except (MemoryError, RecursionError):
        gc.collect()
        return OUT_OF_MEMORY
    json.dump(answer, sys.stdout)
    sys.stdout.flush()
    return 0


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (OUTPUT, OUTPUT))
    resource.setrlimit(resource.RLIMIT_NOFILE, (OPEN_FILES, OPEN_FILES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event.startswith(_FORBIDDEN):
        raise Forbidden(event)
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        raise Forbidden(event)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], int(sys.argv[2])))

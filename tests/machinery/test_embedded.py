"""PostgreSQL and Redis live exactly as long as somebody uses them, whatever happens to whom."""

import json
import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from ai4care import embedded, environment
from ai4care.embedded.places import problem_with
from ai4care.processes import is_running, wait_until
from tests.machinery.running import clean_environment, family_of

USE = """
import sys
from pathlib import Path
from ai4care import embedded
embedded.ensure(Path(sys.argv[1]))
print("in use", flush=True)
sys.stdin.read()
"""


def use(var: Path) -> subprocess.Popen[str]:
    """A process that uses the services until its standard input closes or it is killed."""
    return subprocess.Popen(
        [sys.executable, "-c", USE, str(var)], cwd=environment.PROJECT, env=clean_environment(var),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip


def joined(user: subprocess.Popen[str]) -> bool:
    """Waits until that process says it uses the services."""
    assert user.stdout is not None
    return user.stdout.readline().strip() == "in use"


def leave(user: subprocess.Popen[str]) -> None:
    """End that process in the ordinary way."""
    user.communicate()


def pids_in(var: Path) -> dict[str, int]:
    """The process ids of the keeper and its services."""
    pids: dict[str, int] = json.loads((var / "run" / "services.json").read_text())["pids"]
    return pids


def restarted(var: Path, name: str, *, former: int) -> bool:
    """Waits until the keeper has started that service again."""
    return wait_until(lambda: pids_in(var)[name] not in (0, former), seconds=20)


def test_two_starts_at_once_share_one_server(var: Path) -> None:
    first, second = use(var), use(var)
    assert joined(first)
    assert joined(second)
    leave(first)
    assert is_running(pids_in(var)["postgres"])
    leave(second)
    assert wait_until(lambda: not family_of(var), seconds=20)


def test_a_killed_user_leaves_nothing_behind(var: Path) -> None:
    user = use(var)
    assert joined(user)
    user.kill()
    leave(user)
    assert wait_until(lambda: not family_of(var), seconds=20)


def test_a_killed_keeper_takes_the_services_along_and_the_next_start_works(var: Path) -> None:
    user = use(var)
    assert joined(user)
    os.kill(pids_in(var)["keeper"], signal.SIGKILL)
    newcomer = use(var)
    assert joined(newcomer)
    leave(user)
    leave(newcomer)


def test_a_stale_pid_file_with_the_number_of_a_living_stranger_is_survived(var: Path) -> None:
    user = use(var)
    assert joined(user)
    pid_file = var / "postgres" / "postmaster.pid"
    lines = pid_file.read_text().splitlines()
    for pid in pids_in(var).values():
        os.kill(pid, signal.SIGKILL)
    leave(user)
    stranger = subprocess.Popen(["sleep", "60"])
    pid_file.write_text("\n".join([str(stranger.pid), *lines[1:]]) + "\n")
    try:
        survivor = use(var)
        assert joined(survivor)
        leave(survivor)
    finally:
        stranger.kill()
        stranger.wait()


def test_a_killed_redis_comes_back_with_what_was_queued(var: Path) -> None:
    user = use(var)
    assert joined(user)
    url = embedded.addresses_in(var)["REDIS_URL"].replace("redis+socket", "unix")
    redis.Redis.from_url(url).lpush("queue", "a", "b")
    former = pids_in(var)["redis"]
    os.kill(former, signal.SIGKILL)
    assert restarted(var, "redis", former=former)
    wait_until(lambda: _answers(url), seconds=10)
    assert redis.Redis.from_url(url).llen("queue") == 2
    leave(user)


def test_a_killed_postgres_comes_back_with_what_was_committed(var: Path) -> None:
    user = use(var)
    assert joined(user)
    url = embedded.addresses_in(var)["DATABASE_OWNER_URL"]
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    former = pids_in(var)["postgres"]
    os.kill(former, signal.SIGKILL)
    assert restarted(var, "postgres", former=former)
    assert wait_until(lambda: _number_kept(url) == 7, seconds=20, every=0.2)
    leave(user)


def test_neither_role_can_step_over_the_walls(var: Path) -> None:
    user = use(var)
    assert joined(user)
    addresses = embedded.addresses_in(var)
    with psycopg.connect(addresses["DATABASE_URL"]) as connection:
        rows = connection.execute(
            "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'ai4care%' ORDER BY rolname"
        ).fetchall()
    leave(user)
    assert rows == [("ai4care_app", False, False, False, False), ("ai4care_owner", False, False, False, True)]


def test_a_path_too_long_for_sockets_gets_a_short_private_one(var: Path) -> None:
    deep = var / ("x" * 60) / ("y" * 60)
    user = use(deep)
    assert joined(user)
    host = json.loads((deep / "run" / "services.json").read_text())["postgres"]
    assert stat.S_IMODE(Path(host).stat().st_mode) == 0o700
    with psycopg.connect(embedded.addresses_in(deep)["DATABASE_URL"]) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    leave(user)
    assert wait_until(lambda: not Path(host).exists(), seconds=20)


def test_nothing_listens_on_the_network(var: Path) -> None:
    user = use(var)
    assert joined(user)
    served = {pids_in(var)[name] for name in ("postgres", "redis")}
    assert not _listening_inodes() & {inode for pid in served for inode in _socket_inodes(pid)}
    leave(user)


def test_the_secrets_are_made_once_and_only_for_their_owner(var: Path) -> None:
    places = embedded.Places.prepare(var)
    once = embedded.secrets.kept_in(places.secrets)
    assert embedded.secrets.kept_in(places.secrets) == once
    modes = {stat.S_IMODE(file.stat().st_mode) for file in places.secrets.iterdir()}
    assert modes == {0o600}


def test_a_folder_that_cannot_be_made_gets_one_sentence() -> None:
    with pytest.raises(embedded.EmbeddedProblem, match="kan niet geschreven worden"):
        embedded.Places.prepare(Path("/proc/ai4care"))


def test_a_full_disk_gets_one_sentence() -> None:
    with pytest.raises(OSError, match="No space left") as full:
        Path("/dev/full").write_text("x")
    assert "De schijf is vol" in str(problem_with(Path("var"), full.value))


def _answers(url: str) -> bool:
    try:
        return bool(redis.Redis.from_url(url).ping())
    except redis.RedisError:
        return False


def _number_kept(url: str) -> int:
    try:
        with psycopg.connect(url) as connection:
            row = connection.execute("SELECT number FROM kept").fetchone()
    except psycopg.OperationalError:
        return 0
    return int(row[0]) if row else 0


def _listening_inodes() -> set[str]:
    """The sockets on which anything on this machine listens over TCP (state 0A)."""
    tables = [Path("/proc/net", name).read_text().splitlines() for name in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table]
    return {fields[9] for fields in rows if len(fields) > 9 and fields[3] == "0A"}


def _socket_inodes(pid: int) -> set[str]:
    links = [str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()]
    return {link[8:-1] for link in links if link.startswith("socket:[")}

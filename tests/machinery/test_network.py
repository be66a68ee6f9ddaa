"""The guard that keeps tests off the network cannot be forgotten, also not by the programs they start."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.machinery.network import NetworkForbidden
from tests.machinery.running import clean_environment

ELSEWHERE = ("192.0.2.1", 80)


def test_another_machine_cannot_be_reached() -> None:
    with socket.socket() as line, pytest.raises(NetworkForbidden):
        line.connect(ELSEWHERE)


def test_another_name_cannot_be_looked_up() -> None:
    with pytest.raises(NetworkForbidden):
        socket.getaddrinfo("example.org", 443)


def test_this_machine_can_be_reached() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def test_programs_of_the_tests_cannot_get_out_either(tmp_path: Path) -> None:
    attempt = f"import socket; socket.socket().connect({ELSEWHERE!r})"
    tried = subprocess.run(
        [sys.executable, "-c", attempt], env=clean_environment(tmp_path), capture_output=True, text=True
    )
    assert "NetworkForbidden" in tried.stderr

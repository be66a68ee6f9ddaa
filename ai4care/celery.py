"""The worker's application: Django's settings, and pool processes that never outlive the worker."""

import os
import signal
import sys
from typing import Any

from celery import Celery
from celery.signals import worker_init, worker_process_init

from ai4care.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ai4care.settings")
app = Celery("ai4care")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@worker_init.connect
def stop_unless_safe(**_: Any) -> None:
    """A worker for which the walls would not hold, or the keys do not open, does not start."""
    from organisations import checks

    try:
        checks.stop_unless_safe()
    except Exception as problem:
        sys.exit(str(problem))  # Celery would log what a signal's receiver raises, and go on


@worker_process_init.connect
def end_with_the_worker(**_: Any) -> None:
    """The kernel ends this process when the worker is killed; its run row is taken up again later."""
    die_with_parent(by=signal.SIGKILL)

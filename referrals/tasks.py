"""The task that imports a directory."""

from typing import Any

from celery import current_app

from organisations.runs import RunTask, Taken
from referrals.actions.imports import TASK, ToRead, apply_reading, opened, source_of
from referrals.models import ServiceImport
from referrals.sociale_kaart import Reading


class ImportServices(RunTask):
    """Fetches and checks the whole, then applies all of it at once."""

    name = TASK
    model = ServiceImport

    def load(self, run: Any) -> ToRead:
        return source_of(run)

    def think(self, brief: ToRead, taken: Taken) -> tuple[Reading, bool]:
        taken.step("ophalen en nakijken")
        # one rubric from an address is a part of the directory: what is not in it is not gone
        return opened(brief), brief.path is not None

    def save(self, run: Any, result: tuple[Reading, bool]) -> None:
        reading, whole = result
        run.report = apply_reading(reading, whole=whole).as_json()
        run.save()


import_services = current_app.register_task(ImportServices())

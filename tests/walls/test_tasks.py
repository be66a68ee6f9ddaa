"""Work behind the queue stands behind the same walls: ids only, one organisation, thinking outside any scope."""

import inspect
from typing import Any
from uuid import uuid4

import pytest
from celery import current_app

from organisations.models import Invitation, Role, RunState
from organisations.runs import RunTask, Taken, run_tasks
from organisations.scope import NoScope, current_organisation_id, organisation_scope, scope_is_open
from organisations.trail import current_actor
from tests.walls.catalogue import TENANT_MODELS
from tests.walls.world import World

current_app.loader.import_default_modules()
OTHERS = {
    "organisations.tasks.sweep": "loops over the organisations, one scope at a time",
    "assistant.forget_questions": "loops over the organisations, one scope at a time",
    "knowledge.check_watched": "loops over the organisations, one scope at a time",
    "knowledge.tasks.recall": "loops over the organisations, one scope at a time",
    "knowledge.tasks.remind_keepers": "loops over the organisations, one scope at a time",
    "knowledge.tasks.index_large_banks": "loops over the organisations, one scope at a time",
    "knowledge.tasks.mail_digests": "loops over the organisations, one scope at a time",
}


class Watched(RunTask):
    """Says in which scope, and as whom, each step runs."""

    name = "tests.watched"
    model = Invitation

    def __init__(self) -> None:
        self.seen: list[tuple[str, Any, str]] = []

    def load(self, run: Any) -> str:
        self._note("load")
        return "brief"

    def think(self, brief: str, taken: Taken) -> str:
        self._note("think")
        with pytest.raises(NoScope):
            Invitation.objects.count()
        return brief

    def save(self, run: Any, result: str) -> None:
        self._note("save")

    def _note(self, step: str) -> None:
        self.seen.append((step, current_organisation_id() if scope_is_open() else None, current_actor().role))


def _invitation(world: World) -> Invitation:
    """One that waits for a worker."""
    with organisation_scope(world.horizon.id):
        held = Invitation.objects.get(id=world.horizon.ids["invitation_id"])
        held.pk, held.idempotency_key, held.state, held.attempt = uuid4(), uuid4(), RunState.QUEUED, 0
        held._state.adding = True
        held.save()
        return held


def test_every_task_of_ours_is_a_run_or_on_the_list() -> None:
    ours = {name: task for name, task in current_app.tasks.items() if not name.startswith(("celery.", "tests."))}
    assert {name for name, task in ours.items() if not isinstance(task, RunTask)} == set(OTHERS)
    assert len(run_tasks()) >= 3


def test_every_kind_of_run_has_its_task() -> None:
    runs = {model for model in TENANT_MODELS if hasattr(model, "lease_until")}
    assert {task.model for task in run_tasks()} == runs


def test_a_run_is_called_with_ids_and_nothing_else() -> None:
    for task in run_tasks():
        assert list(inspect.signature(task.run).parameters) == ["organisation_id", "run_id"]


def test_a_run_without_an_organisation_is_refused() -> None:
    for task in run_tasks():
        with pytest.raises(ValueError, match="UUID"):
            task.run("", str(uuid4()))


def test_loading_and_saving_stand_in_the_scope_and_thinking_in_none(world: World) -> None:
    task, run = Watched(), _invitation(world)
    task.run(str(world.horizon.id), str(run.id))
    here = world.horizon.id
    assert task.seen == [("load", here, "platform"), ("think", None, "platform"), ("save", here, "platform")]
    assert not scope_is_open()


def test_a_run_of_another_organisation_is_not_there(world: World) -> None:
    task, run = Watched(), _invitation(world)
    task.run(str(world.kompas.id), str(run.id))
    assert task.seen == []
    with organisation_scope(world.horizon.id):
        assert Invitation.objects.get(id=run.id).attempt == 0


def test_roles_are_asked_of_the_membership_and_never_of_the_account() -> None:
    from organisations.models import User

    assert not hasattr(User, "is_staff")
    assert not hasattr(User, "is_superuser")
    assert not hasattr(User, "has_perm")
    assert len(Role) == 6

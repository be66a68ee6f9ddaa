"""The scope opens, closes and leaves nothing behind: not after an error, not on a connection that is used again."""

import threading
from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from django.db import connection, connections

from organisations.models import Team
from organisations.scope import NoScope, OtherScope, current_organisation_id, organisation_scope, scope_is_open
from tests.walls.catalogue import rows
from tests.walls.world import World


def _told_to_postgres() -> str:
    return str(rows("select coalesce(current_setting('ai4care.organisation', true), '')")[0][0])


def _backend() -> int:
    """The server process behind this connection."""
    return int(rows("select pg_backend_pid()")[0][0])


def _on_a_connection_of_its_own(work: Callable[[], None]) -> None:
    """Run the work with real transactions, in a thread, and raise what it raised."""
    raised: list[BaseException] = []

    def run() -> None:
        try:
            work()
        except BaseException as problem:
            raised.append(problem)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    if raised:
        raise raised[0]


def test_without_a_scope_there_is_no_organisation() -> None:
    assert not scope_is_open()
    with pytest.raises(NoScope):
        current_organisation_id()


def test_nothing_of_an_organisation_can_be_asked_or_made_without_a_scope() -> None:
    for attempt in (
        Team.objects.all,
        Team.objects.count,
        lambda: Team(name="x"),
        lambda: Team.objects.create(name="x"),
    ):
        with pytest.raises(NoScope):
            attempt()


def test_opening_the_scope_tells_postgres_and_closing_takes_it_back(world: World) -> None:
    with organisation_scope(world.horizon.id):
        assert current_organisation_id() == world.horizon.id
        assert _told_to_postgres() == str(world.horizon.id)
    assert _told_to_postgres() == ""
    assert not scope_is_open()


def test_the_scope_of_another_organisation_cannot_be_opened_inside(world: World) -> None:
    with organisation_scope(world.horizon.id):
        with pytest.raises(OtherScope), organisation_scope(world.kompas.id):
            pass
        assert _told_to_postgres() == str(world.horizon.id)


def test_the_same_scope_joins_the_open_one(world: World) -> None:
    with organisation_scope(world.horizon.id):
        with organisation_scope(world.horizon.id):
            pass
        assert current_organisation_id() == world.horizon.id
        assert Team.objects.exists()


def test_an_error_closes_the_scope_and_undoes_its_work(world: World) -> None:
    def half() -> None:
        with organisation_scope(world.horizon.id):
            Team.objects.create(name="Halverwege")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        half()
    assert not scope_is_open()
    assert _told_to_postgres() == ""
    with organisation_scope(world.horizon.id):
        assert not Team.objects.filter(name="Halverwege").exists()


def test_a_connection_that_is_used_again_remembers_no_organisation(world: World) -> None:
    def work() -> None:
        for organisation_id in (uuid4(), uuid4()):
            before = _backend()
            with organisation_scope(organisation_id):
                assert _told_to_postgres() == str(organisation_id)
            assert _backend() == before
            assert _told_to_postgres() == ""

    _on_a_connection_of_its_own(work)


def test_a_connection_remembers_no_organisation_after_an_error(world: World) -> None:
    def work() -> None:
        before = _backend()
        with pytest.raises(ZeroDivisionError), organisation_scope(uuid4()):
            raise ZeroDivisionError
        assert (_backend(), _told_to_postgres()) == (before, "")

    _on_a_connection_of_its_own(work)


def test_a_connection_that_is_lost_inside_a_scope_leaves_no_scope_open(world: World) -> None:
    def work() -> None:
        with pytest.raises(Exception, match=r"closed|terminat"), organisation_scope(uuid4()):
            rows("select pg_terminate_backend(pg_backend_pid())")
        assert not scope_is_open()
        connection.close()
        assert _told_to_postgres() == ""

    _on_a_connection_of_its_own(work)


def test_two_threads_stand_in_two_organisations_at_once(world: World) -> None:
    seen: list[UUID] = []

    def work() -> None:
        assert not scope_is_open()
        with organisation_scope(world.kompas.id):
            seen.append(current_organisation_id())

    with organisation_scope(world.horizon.id):
        _on_a_connection_of_its_own(work)
        assert (seen, current_organisation_id()) == ([world.kompas.id], world.horizon.id)

"""Two colleagues write in one case at the same moment, on two connections: no token is lost, no analysis doubled."""

import threading
from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from assistant.actions.analyses import request_analysis
from assistant.models import Analysis
from cases.models import Case, Note
from cases.pseudonymiser import reveal
from cases.vault import read_vault
from organisations.models import Membership, Role
from tests import make
from tests.people import Person

FIRST, SECOND = "Jolien Baetens kwam mee.", "Theofiel Wuytackers kwam niet mee."


@pytest.fixture
def writer(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Person]:
    """A colleague whose rows are really committed, in an organisation of her own that goes with the test database."""
    her = Person("Wies", f"samen-{uuid4().hex[:8]}", (Role.CAREGIVER,), "Noord")
    with django_db_blocker.unblock():
        make.member(her)
        yield her
        with make.at(her):
            Analysis.objects.all().delete()  # no sweeper of another test should find it waiting
        connection.close()


def at_once(*works: Callable[[], object]) -> None:
    """Each in a thread and so on a connection of its own, started together."""
    start, problems = threading.Barrier(len(works)), list[BaseException]()

    def run(work: Callable[[], object]) -> None:
        try:
            start.wait(10)
            work()
        except BaseException as problem:
            problems.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[work]) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert problems == []


def opened(her: Person) -> Case:
    with make.at(her) as member:
        return make.case(member)


def note(her: Person, case: Case, text: str) -> Callable[[], object]:
    def write() -> None:
        with make.at(her) as member:
            make.note(member, case, text=text)

    return write


def test_two_notes_at_once_lose_no_token_and_share_none(writer: Person) -> None:
    case = opened(writer)
    at_once(note(writer, case, FIRST), note(writer, case, SECOND))
    with make.at(writer):
        key = read_vault(case).key
        assert {reveal(one.text, key=key) for one in Note.objects.all()} == {FIRST, SECOND}
        first, second = (str(one.text).split()[0] for one in Note.objects.all())
        assert first != second


def test_a_double_click_is_one_analysis(writer: Person) -> None:
    case, key = opened(writer), uuid4()

    def ask() -> None:
        with make.at(writer) as member:
            _request(member, case, key)

    at_once(ask, ask)
    with make.at(writer):
        assert Analysis.objects.count() == 1


def _request(member: Membership, case: Case, key: object) -> None:
    request_analysis(
        member,
        case,
        perspectives=["systeem", "kracht"],
        question="",
        hypothesis="",
        idempotency_key=key,  # type: ignore[arg-type]
    )

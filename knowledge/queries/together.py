"""Sends statements to PostgreSQL together, planned as they should be: each message costs more than a small answer."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

Rows = list[tuple[Any, ...]]


def answers(statements: Sequence[str], parameters: Mapping[str, Any], **planned: str) -> list[Rows]:
    """The rows of each statement, in order, from one message.

    `planned` holds settings of the planner for these statements alone, a dot in a name written as two underscores:
    PostgreSQL multiplies the odds of our condition on the organisation by those of the wall's, though they say the
    same, and so expects a hundredth of the rows. A statement that fails ends the transaction, and the settings with it.
    """
    names = {name.replace("__", "."): value for name, value in planned.items()}
    before = [f"set local {name} = {value}" for name, value in names.items()]
    after = [f"set local {name} to default" for name in names]
    with connection.cursor() as cursor:
        cursor.execute(";".join([*before, *statements, *after]), parameters)
        found: list[Rows] = []
        while True:
            if cursor.description is not None:
                found.append(cursor.fetchall())
            if not cursor.nextset():
                return found

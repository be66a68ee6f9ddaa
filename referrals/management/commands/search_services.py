"""Ranks services for a file of needs."""

from dataclasses import fields
from typing import Any, ClassVar

from organisations.batch import BadLine, BatchCommand, Row, needed_text
from referrals.queries import Alternative, Found, ServiceFilters, alternatives_to, search_services

KNOWN = {field.name: field.type for field in fields(ServiceFilters)}
NUMBERS = {"age", "max_km", "max_wait_weeks"}


class Command(BatchCommand):
    """manage.py search_services --input F --output F"""

    help = 'Zoek voor elke regel {"id", "need", "filters"} diensten: {"id", "ranked": [{"id", "name", "why"}]}.'
    label: ClassVar[str] = "Diensten zoeken"

    def work(self, row: Row) -> Row:
        need, filters = needed_text(row, "need"), _filters(row.get("filters"))
        found = search_services(need, filters=filters, limit=20)
        offered = alternatives_to(found, need=need, filters=filters)
        answer: Row = {"id": row["id"], "ranked": [_told(one) for one in found]}
        return {**answer, "alternatives": [_offered(one) for one in offered]} if offered else answer


def _told(one: Found) -> Row:
    return {"id": one.external_id, "name": one.name, "why": list(one.why)}


def _offered(one: Alternative) -> Row:
    return {**_told(one.found), "outside": list(one.misses)}


def _filters(given: Any) -> ServiceFilters:
    if given is None:
        return ServiceFilters()
    if not isinstance(given, dict):
        raise BadLine("'filters' is een object.")
    unknown = sorted(set(given) - set(KNOWN))
    if unknown:
        raise BadLine(f"onbekende filter: {', '.join(unknown)}.")
    for name, value in given.items():
        if value is not None and not _fits(name, value):
            raise BadLine(f"de filter '{name}' heeft een verkeerde waarde.")
    return ServiceFilters(**{name: value for name, value in given.items() if value is not None})


def _fits(name: str, value: Any) -> bool:
    if name in NUMBERS:
        return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0
    return isinstance(value, bool if name == "free" else str)

"""Ranks services for a file of needs."""

from dataclasses import fields
from typing import Any, ClassVar

from organisations.batch import BadLine, BatchCommand, Row, needed_text
from referrals.queries import ServiceFilters, search_services

KNOWN = {field.name: field.type for field in fields(ServiceFilters)}
NUMBERS = {"age", "max_km", "max_wait_weeks"}


class Command(BatchCommand):
    """manage.py search_services --input F --output F"""

    help = 'Zoek voor elke regel {"id", "need", "filters"} diensten: {"id", "ranked": [{"id", "name", "why"}]}.'
    label: ClassVar[str] = "Diensten zoeken"

    def work(self, row: Row) -> Row:
        found = search_services(needed_text(row, "need"), filters=_filters(row.get("filters")), limit=20)
        ranked = [{"id": one.external_id, "name": one.name, "why": list(one.why)} for one in found]
        return {"id": row["id"], "ranked": ranked}


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

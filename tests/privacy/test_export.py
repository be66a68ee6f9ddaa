"""The export of the trail: the filtered rows and no others, streamed, safe to open, recorded first."""

import csv
import io
import json
import tracemalloc
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from organisations.models import TrailEntry
from organisations.scope import scope_is_open
from privacy.export import csv_lines
from privacy.queries import PIECE, TrailFilter, trail_rows
from tests import make
from tests.people import ANNA, CHRIS, DANA, Person
from tests.privacy.making import NOON, entries, entry

LogIn = Callable[[Person], Client]
URL = "/o/horizon/privacy/uitvoer/"
DAY = "van=2026-03-10&tot=2026-03-10"


def export(client: Client, query: str) -> str:
    answer = client.get(f"{URL}?{query}")
    assert answer.status_code == 200
    return answer.getvalue().decode()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))


def filtered(**asked: Any) -> list[str]:
    with make.at(DANA):
        return [str(pk) for pk in trail_rows(TrailFilter(**asked)).values_list("request_id", flat=True)]


@pytest.fixture
def made(db: None) -> None:
    """A day at Horizon, another day, and the same day at Kompas."""
    with make.at(CHRIS):
        entry("case.read", actor_name="Chris", request_id=UUID(int=99)).save()
    with make.at(ANNA) as anna:
        for number, event in enumerate(("case.read", "names.shown", "note.created", "case.read")):
            entry(event, actor_name="Anna", actor_id=anna.user_id, request_id=UUID(int=number)).save()
        entry("case.read", timestamp=NOON.replace(day=12), request_id=UUID(int=50)).save()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (DAY, {}),
        (f"{DAY}&soort=read", {"kind": "read"}),
        (f"{DAY}&gebeurtenis=note.created", {"event": "note.created"}),
    ],
)
def test_both_formats_hold_exactly_the_filtered_rows(as_: LogIn, made: None, query: str, asked: dict[str, str]) -> None:
    expected = filtered(first_day=NOON.date(), last_day=NOON.date(), **asked)
    assert expected
    assert [row["verzoek"] for row in rows_of(export(as_(DANA), f"{query}&format=csv"))] == expected
    lines = export(as_(DANA), f"{query}&format=jsonl").splitlines()
    assert [json.loads(line)["request_id"] for line in lines] == expected


def test_the_csv_opens_in_a_belgian_spreadsheet(as_: LogIn, made: None) -> None:
    answer = as_(DANA).get(f"{URL}?{DAY}")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"].startswith('attachment; filename="logboek-horizon-')
    assert answer.getvalue().startswith(b"\xef\xbb\xbftijdstip;gebeurtenis;")


def test_a_line_of_json_says_who_did_what_when_and_why(as_: LogIn, made: None) -> None:
    lines = export(as_(DANA), f"{DAY}&gebeurtenis=names.shown&format=jsonl").splitlines()
    found = json.loads(lines[0])
    assert found["time"] == "2026-03-10T12:00:00+01:00"
    assert found["sentence"] == "Anna liet de namen in een casus tonen."
    assert (found["event"], found["role"], found["purpose"]) == ("names.shown", "caregiver", "zorg")


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "＝"])
def test_no_cell_runs_as_a_formula(as_: LogIn, db: None, start: str) -> None:
    with make.at(ANNA):
        entry("case.read", actor_name=f"{start}HYPERLINK(1)").save()
    (row,) = rows_of(export(as_(DANA), DAY))
    assert row["naam"] == f"'{start}HYPERLINK(1)"
    assert row["wat er gebeurde"].startswith("'")


def test_a_separator_or_a_quote_in_a_name_stays_in_its_cell(as_: LogIn, db: None) -> None:
    with make.at(ANNA):
        entry("case.read", actor_name='An;na "de\neerste"').save()
    assert [row["naam"] for row in rows_of(export(as_(DANA), DAY))] == ['An;na "de\neerste"']


def test_values_of_fields_never_leave_only_their_names(as_: LogIn, db: None) -> None:
    with make.at(ANNA):
        entry("case.changed", changes={"birth_year": ["2011", "2012"], "pseudonym": ["", "•••"]}).save()
    text = export(as_(DANA), DAY)
    assert "birth_year, pseudonym" in text
    assert "2011" not in text


def test_an_export_is_recorded_before_its_first_row_leaves(as_: LogIn, made: None) -> None:
    answer = as_(DANA).get(f"{URL}?{DAY}&soort=read&format=jsonl")
    with make.at(DANA):
        (recorded,) = TrailEntry.objects.filter(event="trail.exported")
    facts = {"format": "jsonl", "first_day": "2026-03-10", "last_day": "2026-03-10", "kind": "read"}
    assert recorded.additional_data == facts
    assert answer.getvalue()


def test_an_export_of_everything_holds_its_own_record(as_: LogIn, made: None) -> None:
    assert rows_of(export(as_(DANA), ""))[0]["gebeurtenis"] == "trail.exported"


def test_an_unknown_format_is_not_there_and_a_wrong_filter_leads_to_the_page(as_: LogIn, made: None) -> None:
    assert as_(DANA).get(f"{URL}?format=xlsx").status_code == 404
    answer = as_(DANA).get(f"{URL}?van=gisteren", follow=True)
    assert "Deze datum bestaat niet." in answer.content.decode()
    with make.at(DANA):
        assert not TrailEntry.objects.filter(event="trail.exported").exists()


def test_a_large_trail_leaves_whole_in_few_queries_and_little_memory(as_: LogIn, db: None) -> None:
    with make.at(DANA) as dana:
        entries(5 * PIECE + 1)
        here = dana.organisation.id
    wanted = TrailFilter(first_day=NOON.date(), last_day=NOON.date(), at=NOON.replace(day=11))
    tracemalloc.start()
    with CaptureQueriesContext(connection) as asked:
        lines = csv_lines(here, wanted)
        next(lines)
        next(lines)
        reads = [query["sql"] for query in asked if "organisations_trailentry" in query["sql"]]
        assert len(reads) == 1
        assert not scope_is_open()
        count = PIECE + sum(piece.count("case.read") for piece in lines)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    reads = [query["sql"] for query in asked if "organisations_trailentry" in query["sql"]]
    assert count == 5 * PIECE + 1
    assert len(reads) == 6
    assert all(f"LIMIT {PIECE}" in sql for sql in reads)
    assert peak < 40_000_000


def test_a_download_that_is_broken_off_leaves_no_scope_open(db: None) -> None:
    with make.at(DANA) as dana:
        entries(PIECE + 1)
        here = dana.organisation.id
    lines = csv_lines(here, TrailFilter(at=NOON.replace(day=11)))
    next(lines)
    next(lines)
    assert not scope_is_open()
    with make.at(CHRIS):
        assert not TrailEntry.objects.filter(event="case.read").exists()

"""The batch command answers every good line and reports every bad one."""

import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from organisations.scope import SHARED, organisation_scope
from tests.knowledge.making import publish
from tests.make import at
from tests.people import ANNA

pytestmark = pytest.mark.django_db


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    return tmp_path / "in.jsonl", tmp_path / "out.jsonl"


def answers(target: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in target.read_text().splitlines()]


def test_each_question_gets_its_sources(files: tuple[Path, Path]) -> None:
    source, target = files
    with organisation_scope(SHARED):
        publish()
    source.write_text('{"id": "1", "question": "geit"}\n\n{"id": 2, "question": ""}\n')
    call_command("search_knowledge", input=source, output=target)
    assert answers(target) == [
        {"id": "1", "ranked": ["geitenwandeling"], "answered": True},
        {"id": 2, "ranked": [], "answered": False},
    ]


def test_bad_lines_are_reported_with_their_number_and_the_others_go_on(
    files: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    source, target = files
    bad = [
        b"{",
        b"[]",
        b'{"question": "x"}',
        b'{"id": "4"}',
        b'{"id": "5", "question": 5}',
        b'{"id": "\xff"}',
        b"[" * 99_999,
    ]
    source.write_bytes(b"\n".join([*bad, b'{"id": "8", "question": "geit"}']))
    with pytest.raises(CommandError, match="7 regels zijn overgeslagen"):
        call_command("search_knowledge", input=source, output=target)
    assert [row["id"] for row in answers(target)] == ["8"]
    told = capsys.readouterr().err
    assert all(f"Regel {number}: " in told for number in range(1, 8))


def test_a_command_works_in_the_organisation_that_is_named(files: tuple[Path, Path]) -> None:
    source, target = files
    with at(ANNA):
        publish()
    source.write_text('{"id": "1", "question": "geit"}')
    call_command("search_knowledge", input=source, output=target, organisation="horizon")
    assert answers(target)[0]["ranked"] == ["geitenwandeling"]
    call_command("search_knowledge", input=source, output=target)
    assert answers(target)[0]["ranked"] == []


def test_an_unknown_organisation_or_file_is_one_sentence(files: tuple[Path, Path]) -> None:
    source, target = files
    with pytest.raises(CommandError, match="niet te lezen of te schrijven"):
        call_command("search_knowledge", input=source, output=target)
    source.write_text("")
    with pytest.raises(CommandError, match="geen organisatie met de naam 'weg'"):
        call_command("search_knowledge", input=source, output=target, organisation="weg")

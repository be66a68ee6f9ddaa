"""Additions to services are read whole or refused, and odd values count as not said."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from referrals.facts_file import AddedFacts, read_facts
from referrals.rules import Wait
from referrals.sociale_kaart import ImportFileError

TODAY = date(2026, 11, 23)


def read_one(folder: Path, **known: Any) -> AddedFacts:
    path = folder / "facts.json"
    path.write_text(json.dumps({"services": {"a": known}}))
    (found,) = read_facts(path, loaded_on=TODAY)
    return found


def test_it_reads_what_is_known(tmp_path: Path) -> None:
    found = read_one(
        tmp_path,
        min_age=12,
        max_age=18,
        access=["rtj", "nrtj"],
        languages=["nl", "ar"],
        free=False,
        cost="5 euro",
        target="Jongeren",
        remote=True,
        wait={"weeks": 3, "reported_on": "2026-11-02", "source": "dienst"},
    )

    assert found == AddedFacts(
        external_id="a",
        min_age=12,
        max_age=18,
        access=("rtj", "nrtj"),
        languages=("nl", "ar"),
        free=False,
        cost="5 euro",
        target="Jongeren",
        remote=True,
        wait=Wait(3, date(2026, 11, 2), "dienst"),
    )


def test_a_wait_of_the_demo_counts_back_from_the_day_of_loading(tmp_path: Path) -> None:
    found = read_one(tmp_path, wait={"weeks": 0, "days_before_loading": 21, "source": "dienst"})

    assert found.wait == Wait(0, date(2026, 11, 2), "dienst")


@pytest.mark.parametrize(
    "wait",
    [
        None,
        3,
        {},
        {"weeks": -1, "days_before_loading": 1},
        {"weeks": 3},
        {"weeks": 3, "reported_on": "gisteren"},
    ],
)
def test_a_wait_without_weeks_or_day_is_not_said(tmp_path: Path, wait: Any) -> None:
    assert read_one(tmp_path, wait=wait).wait is None


def test_odd_values_are_not_said(tmp_path: Path) -> None:
    found = read_one(tmp_path, min_age="twaalf", max_age=-1, access=["deur"], languages="nl", free="ja", cost=None)

    assert found == AddedFacts("a", None, None, (), (), None, "", "", remote=False, wait=None)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"services": 3}', '{"services": null}', "\xff"])
def test_a_broken_file_is_refused_at_once(tmp_path: Path, content: str) -> None:
    path = tmp_path / "facts.json"
    path.write_text(content, encoding="latin-1")

    with pytest.raises(ImportFileError, match="Er is niets gewijzigd"):
        read_facts(path, loaded_on=TODAY)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportFileError):
        read_facts(tmp_path / "weg.json", loaded_on=TODAY)

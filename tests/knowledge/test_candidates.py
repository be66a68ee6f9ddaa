"""What is measured of a source that has no situations, beside those that have them."""

from uuid import UUID

import pytest

from knowledge.queries.candidates import MANY, completed
from knowledge.queries.closeness import Closeness

ARTICLE, OTHER, DOCUMENT, OTHER_MODEL = (UUID(int=number) for number in range(4))


def test_a_document_without_situations_loses_nothing_by_that_beside_sources_that_have_them() -> None:
    near = {ARTICLE: Closeness(0.82, 0.84, MANY), OTHER: Closeness(0.80, 0.84, MANY), DOCUMENT: Closeness(0.85, 0.0)}
    found = completed(near)
    assert found[DOCUMENT].situation == pytest.approx(0.85 + 0.03)
    assert {key: found[key] for key in (ARTICLE, OTHER)} == {key: near[key] for key in (ARTICLE, OTHER)}


def test_where_nobody_has_situations_passages_count_for_both() -> None:
    assert completed({DOCUMENT: Closeness(0.85, 0.0)})[DOCUMENT].situation == 0.85


def test_what_another_model_embedded_stands_nowhere() -> None:
    near = {ARTICLE: Closeness(0.82, 0.84, MANY), OTHER_MODEL: Closeness(0.0, 0.0)}
    assert completed(near)[OTHER_MODEL] == Closeness(0.0, 0.0)


def test_a_few_situations_help_and_never_harm() -> None:
    others = {ARTICLE: Closeness(0.82, 0.85, MANY)}
    assert completed({**others, DOCUMENT: Closeness(0.85, 0.80, 2)})[DOCUMENT].situation == pytest.approx(0.88)
    assert completed({**others, DOCUMENT: Closeness(0.85, 0.95, 2)})[DOCUMENT].situation == 0.95

"""The invented law: read as the Codex is, the same each time, with versions of every kind."""

import json

from benchmarks.large_law import large_law
from knowledge.law.codex import read_law


def test_it_is_read_like_a_law_of_the_codex_whole_and_in_order() -> None:
    law = read_law(json.dumps(large_law(60)).encode())
    assert [article.number for article in law.articles] == [str(number) for number in range(1, 61)]
    assert law.short_title == "Verzonnen Meetdecreet"
    assert law.refused == ()
    assert all(article.path[0].startswith("Hoofdstuk ") for article in law.articles)


def test_it_is_the_same_each_time_and_some_articles_changed_or_wait() -> None:
    law = read_law(json.dumps(large_law(200)).encode())
    assert read_law(json.dumps(large_law(200)).encode()) == law
    versions = [version for article in law.articles for version in article.versions]
    assert any(version.ends for version in versions)
    assert any(version.waits_for for version in versions)

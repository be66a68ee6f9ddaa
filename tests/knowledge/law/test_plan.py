"""Whatever comes in whatever order: on each day the version of that day has the highest number of those begun."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from knowledge.law.plan import Held, Offered, plan_of
from knowledge.law.structure import ArticleVersion


def day(year: int) -> datetime.date:
    return datetime.date(year, 1, 1)


def offered(year: int, text: str, *, ends: int | None = None) -> Offered:
    version = ArticleVersion(year, text, day(year), datetime.date(ends, 12, 31) if ends else None)
    return Offered(version, text)


def held(number: int, year: int, text: str, *, ends: int | None = None) -> Held:
    return Held(number, text, day(year), datetime.date(ends, 12, 31) if ends else None)


def applied(ours: list[Held], given: list[Offered]) -> list[Held]:
    """What we hold after the plan was carried out."""
    plan = plan_of(ours, given)
    ends = dict(plan.ends)
    after = [Held(one.number, one.text_hash, one.starts, ends.get(one.number, one.ends)) for one in ours]
    for step in plan.order:
        number = max((one.number for one in after), default=0) + 1
        if isinstance(step, Offered):
            after.append(Held(number, step.text_hash, step.version.starts, step.version.ends))
        else:
            again = next(one for one in after if one.number == step)
            after.append(Held(number, again.text_hash, again.starts, again.ends))
    return after


def found(ours: list[Held], on: datetime.date) -> str | None:
    """What the one filter of the knowledge bank finds: of those begun, the highest number, if it has not ended."""
    begun = [one for one in ours if one.starts <= on]
    last = max(begun, key=lambda one: one.number, default=None)
    return last.text_hash if last and (last.ends is None or last.ends >= on) else None


def test_the_first_time_all_is_new_in_the_order_of_days() -> None:
    plan = plan_of([], [offered(2020, "b"), offered(2012, "a", ends=2019)])
    assert [one.text_hash for one in plan.new] == ["a", "b"]


def test_the_same_again_changes_nothing() -> None:
    ours = [held(1, 2012, "a", ends=2019), held(2, 2020, "b")]
    plan = plan_of(ours, [offered(2012, "a", ends=2019), offered(2020, "b")])
    assert (plan.order, plan.ends) == ((), ())


def test_an_end_that_became_known_is_written_without_a_new_version() -> None:
    plan = plan_of([held(1, 2012, "a")], [offered(2012, "a", ends=2019), offered(2020, "b")])
    assert plan.ends == ((1, datetime.date(2019, 12, 31)),)
    assert [one.text_hash for one in plan.new] == ["b"]


def test_an_older_version_that_comes_later_puts_the_newer_one_after_it_again() -> None:
    ours = applied([held(1, 2020, "b")], [offered(2012, "a", ends=2019)])
    assert (found(ours, day(2015)), found(ours, day(2021))) == ("a", "b")


def test_what_the_file_does_not_name_stays() -> None:
    assert plan_of([held(1, 2012, "a", ends=2019), held(2, 2020, "b")], [offered(2020, "b")]).order == ()


def test_a_corrected_old_text_is_found_on_its_days_and_the_newer_one_on_its_own() -> None:
    ours = [held(1, 2012, "a", ends=2019), held(2, 2020, "b")]
    after = applied(ours, [offered(2012, "a, verbeterd", ends=2019)])
    assert (found(after, day(2015)), found(after, day(2021))) == ("a, verbeterd", "b")


YEARS = st.lists(st.integers(2000, 2012), min_size=1, max_size=5, unique=True)


@given(st.lists(st.tuples(YEARS, st.sampled_from("xyz")), min_size=1, max_size=4))
def test_after_any_row_of_imports_each_day_finds_its_own_version(imports: list[tuple[list[int], str]]) -> None:
    ours: list[Held] = []
    truth: dict[int, str] = {}
    for years, mark in imports:
        truth |= {year: f"{year}{mark}" for year in years}
        given_now = [offered(year, f"{year}{mark}") for year in years]
        ours = applied(ours, given_now)
        assert plan_of(ours, given_now).order == ()
    for year in range(1999, 2014):
        begun = [one for one in truth if one <= year]
        assert found(ours, datetime.date(year, 6, 1)) == (truth[max(begun)] if begun else None)

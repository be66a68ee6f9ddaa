"""How good analyses of cases are, against what an expert expected of each: python -m benchmarks.analyses [CASES.jsonl].

A case is {"id", "text", "age", "access", "expected": {slug: grade}, "must_raise": [...], "must_ask": [...],
"must_not": [...]}. What is counted:
- found: the share of the expected articles that the analysis cites anywhere (those of grade 2 and 3; all of them).
- raised, asked: a demand is met when one claim (asked: one open question) holds at least half of the demand's content
  words, in any inflection or as part of a compound. That is a measure of words: it misses what is said in other words
  and so is a lower bound; `closest` is the mean share of words of the best claim.
- not done: a forbidden thing counts as done when one step or method holds two thirds of its words without a denial.
- alarms: the number of dangers raised for a case that expects none of the articles on dangers.
"""

import argparse
import json
import statistics
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.starting import start_platform

CASES = Path(__file__).resolve().parent / "analyses.jsonl"
ENOUGH, TOO_MUCH = 0.5, 0.66
DENIALS = frozenset(["niet", "geen", "nooit", "zonder", "verwijt", "vermijd", "beloof"])


@dataclass(frozen=True)
class Score:
    """The figures of one case; shares from 0 to 1, None when the case asks nothing of the kind."""

    id: str
    found: float
    found_all: float
    raised: float | None
    asked: float | None
    closest: float | None
    done: tuple[str, ...]
    alarms: int
    seconds: float
    missing: tuple[str, ...]


def main() -> int:
    """Print one line a case and the means."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("cases", nargs="?", type=Path, default=CASES)
    options = arguments.parse_args()
    start_platform()
    cases = [json.loads(line) for line in options.cases.read_text(encoding="utf-8").splitlines() if line.strip()]
    print(f"{'case':<10}{'found':>8}{'all':>8}{'raised':>8}{'asked':>8}{'closest':>9}{'done':>6}{'alarms':>8}{'s':>7}")
    scores = [_shown(_score(case, *_analysed(case))) for case in cases]
    _print_means(scores)
    return 0


def _analysed(case: dict[str, Any]) -> tuple[dict[str, Any], float]:
    from assistant.brief import Brief
    from assistant.rules.draft import as_json
    from assistant.thinking import think_about
    from cases.pseudonymiser import Key, hide
    from knowledge.models import Perspective
    from organisations.scope import SHARED

    begin = time.perf_counter()
    brief = Brief(
        organisation_id=SHARED,
        text=hide(case["text"], key=Key()).safe,
        question=None,
        perspectives=tuple(Perspective.values),
        age=case.get("age"),
        access_track=case.get("access", ""),
        municipality="",
    )
    thought = think_about(brief, say=lambda step: None)
    return as_json(thought.draft), time.perf_counter() - begin


def _score(case: dict[str, Any], memo: dict[str, Any], seconds: float) -> Score:
    wanted = case["expected"]
    cited = {citation["slug"] for claim in _claims(memo) for citation in claim["citations"]}
    claims = [claim["text"] for claim in _claims(memo)]
    questions = [claim["text"] for claim in (*memo["unknowns"], *memo["reflection"])]
    advice = [claim["text"] for claim in _advice(memo)]
    raise_shares = [_best(demand, claims) for demand in case.get("must_raise", ())]
    ask_shares = [_best(demand, questions) for demand in case.get("must_ask", ())]
    main_ones = [slug for slug, grade in wanted.items() if grade >= 2]
    return Score(
        id=str(case["id"]),
        found=_share(slug in cited for slug in main_ones) or 0.0,
        found_all=_share(slug in cited for slug in wanted) or 0.0,
        raised=_share(share >= ENOUGH for share in raise_shares),
        asked=_share(share >= ENOUGH for share in ask_shares),
        closest=statistics.mean([*raise_shares, *ask_shares]) if raise_shares or ask_shares else None,
        done=tuple(demand for demand in case.get("must_not", ()) if _does(demand, advice)),
        alarms=len(memo["safety"]) if not _dangerous(wanted) else 0,
        seconds=seconds,
        missing=tuple(slug for slug in main_ones if slug not in cited),
    )


def _claims(held: Any) -> Iterator[dict[str, Any]]:
    """Every claim of a memo, wherever it stands."""
    if isinstance(held, dict) and "citations" in held:
        yield held
    elif isinstance(held, dict | list):
        for part in held.values() if isinstance(held, dict) else held:
            yield from _claims(part)


def _advice(memo: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from memo["next_steps"]
    for method in memo["methods"]:
        yield from (*method["why"], *method["first_steps"])


def _dangerous(slugs: Iterable[str]) -> bool:
    from knowledge.queries.articles import signals_by_slug
    from organisations.scope import SHARED, organisation_scope

    with organisation_scope(SHARED):
        return bool(set(slugs) & signals_by_slug().keys())


def _best(demand: str, claims: Iterable[str]) -> float:
    """The largest share of the demand's content words that one claim holds."""
    wanted = _content(demand)
    return max((_held(wanted, claim) for claim in claims), default=0.0) if wanted else 0.0


def _held(wanted: frozenset[str], claim: str) -> float:
    own = _content(claim)
    met = [one for one in wanted if one in own or any(len(one) >= 5 and one in other for other in own)]
    return len(met) / len(wanted)


def _does(demand: str, advice: Iterable[str]) -> bool:
    wanted = _content(demand)
    return any(
        _held(wanted, claim) >= TOO_MUCH and not DENIALS & set(claim.lower().split())
        for claim in advice
        if len(wanted) > 1
    )


def _content(text: str) -> frozenset[str]:
    from assistant.composer.closeness import stems

    return stems(text.replace("[", " ").replace("]", " "))


def _share(met: Iterable[bool]) -> float | None:
    held = list(met)
    return sum(held) / len(held) if held else None


def _shown(score: Score) -> Score:
    row = f"{score.id:<10}{score.found:>8.2f}{score.found_all:>8.2f}{_figure(score.raised):>8}{_figure(score.asked):>8}"
    row += f"{_figure(score.closest):>9}{len(score.done):>6}{score.alarms:>8}{score.seconds:>7.2f}"
    print(f"{row}  {' '.join(score.missing)}{' ! ' + '; '.join(score.done) if score.done else ''}", flush=True)
    return score


def _print_means(scores: list[Score]) -> None:
    columns = [_mean([getattr(one, name) for one in scores]) for name in ("found", "found_all", "raised", "asked")]
    closest, seconds = _mean([one.closest for one in scores]), _mean([one.seconds for one in scores])
    row = f"{'mean':<10}{columns[0]:>8}{columns[1]:>8}{columns[2]:>8}{columns[3]:>8}{closest:>9}"
    print(f"{row}{sum(len(one.done) for one in scores):>6}{sum(one.alarms for one in scores):>8}{seconds:>7}")


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _mean(values: list[float | None]) -> str:
    known = [value for value in values if value is not None]
    return _figure(statistics.mean(known) if known else None)


if __name__ == "__main__":
    sys.exit(main())

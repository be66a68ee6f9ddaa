"""Puts services that fit in order: how well they answer the need, then how easily they are reached."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from referrals.rules.fitting import Verdict, fits
from referrals.rules.reasons import why
from referrals.rules.values import Facts, Filters
from referrals.rules.waits import weeks_to_wait

CERTAINTY_LOST_PER_UNKNOWN = 0.08
DISTANCE_HALVES_KM = 60.0
WAIT_HALVES_WEEKS = 40.0
AFAR_COUNTS = 0.9  # a voice on a line is near, but not as near as a door around the corner
ANOTHER_LINE_COUNTS = 0.7  # a second line adds little to the first
LEAST_RELEVANCE = 0.1  # below it the words meet by accident
UNKNOWN_WAIT = 8  # the weeks that are counted where nobody reported any


@dataclass(frozen=True, slots=True)
class Candidate:
    """A service with its relevance to the need (0 to 1) and the Dutch phrases that say what it is for."""

    service: Facts
    relevance: float
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A service that fits, its relevance and score (0 to 1) and the Dutch reasons for showing it."""

    service: Facts
    verdict: Verdict
    relevance: float
    score: float
    why: tuple[str, ...]


def rank(candidates: Iterable[Candidate], filters: Filters, *, on: date) -> list[Suggestion]:
    """The services that fit and answer the need, best first; without a need every relevance is 1.

    Relevance leads; distance and waiting time weigh, each unknown costs a little, ties go by id.
    """
    held = [(each, fits(each.service, filters, on=on)) for each in candidates]
    suggestions = [
        Suggestion(
            service=each.service,
            verdict=verdict,
            relevance=each.relevance,
            score=score_of(each, verdict, on=on),
            why=why(each.service, filters, on=on, because=each.because),
        )
        for each, verdict in held
        if verdict.fits and each.relevance >= LEAST_RELEVANCE
    ]
    return _one_line_first(sorted(suggestions, key=_order))


def _order(each: Suggestion) -> tuple[float, str]:
    return -each.score, each.service.external_id


def _one_line_first(ordered: list[Suggestion]) -> list[Suggestion]:
    """Each further line by chat or phone counts less, so that a handful of them does not hide the doors nearby."""
    lines = (each for each in ordered if each.service.remote)
    lowered = {each.service.external_id: ANOTHER_LINE_COUNTS**before for before, each in enumerate(lines)}
    return sorted(
        (replace(each, score=each.score * lowered.get(each.service.external_id, 1.0)) for each in ordered), key=_order
    )


def score_of(candidate: Candidate, verdict: Verdict, *, on: date) -> float:
    """Relevance times how easily help is reached, from 0 to 1: near, soon and certain costs nothing."""
    ease = (1 - CERTAINTY_LOST_PER_UNKNOWN) ** len(verdict.unknown)
    if candidate.service.remote:
        ease *= AFAR_COUNTS
    if verdict.km:
        ease *= math.pow(0.5, verdict.km / DISTANCE_HALVES_KM)
    weeks = weeks_to_wait(candidate.service.wait, on=on)
    return candidate.relevance * ease * math.pow(0.5, (UNKNOWN_WAIT if weeks is None else weeks) / WAIT_HALVES_WEEKS)

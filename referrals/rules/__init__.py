"""Decides which services suit a need, in which order, and says why: pure, on plain values."""

from referrals.rules.fitting import Verdict, distance_from, fits
from referrals.rules.ranking import Candidate, Suggestion, rank, score_of
from referrals.rules.reasons import cost_words, miss_words, wait_words, why
from referrals.rules.values import Access, Facts, Filters, Wait
from referrals.rules.waits import PLACES_EXPIRE_DAYS, WAIT_EXPIRES_DAYS, current_wait

__all__ = [
    "PLACES_EXPIRE_DAYS",
    "WAIT_EXPIRES_DAYS",
    "Access",
    "Candidate",
    "Facts",
    "Filters",
    "Suggestion",
    "Verdict",
    "Wait",
    "cost_words",
    "current_wait",
    "distance_from",
    "fits",
    "miss_words",
    "rank",
    "score_of",
    "wait_words",
    "why",
]

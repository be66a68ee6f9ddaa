"""What is read of the directory, of waiting and of referrals, one module per noun."""

from referrals.queries.alternatives import MANY_ENOUGH, Alternative, alternatives_to
from referrals.queries.directory import RubricCount, live_services, rubrics_here
from referrals.queries.referrals import Kept, referrals_in
from referrals.queries.rows import ServiceFilters
from referrals.queries.search import Found, search_services
from referrals.queries.waits import ReportedWait, facts_of, reports_of, wait_in_words

__all__ = [
    "MANY_ENOUGH",
    "Alternative",
    "Found",
    "Kept",
    "ReportedWait",
    "RubricCount",
    "ServiceFilters",
    "alternatives_to",
    "facts_of",
    "live_services",
    "referrals_in",
    "reports_of",
    "rubrics_here",
    "search_services",
    "wait_in_words",
]

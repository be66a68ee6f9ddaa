"""What stays readable in the stored text although it is reported."""

from cases.pseudonymiser.policy import Ages, Policy
from cases.pseudonymiser.spans import Candidate


def left_readable(found: Candidate, *, policy: Policy) -> bool:
    """Whether the stored text keeps these words: an age, where the organisation keeps ages."""
    return found.label == "AGE" and policy.ages is Ages.KEEP and not found.checked

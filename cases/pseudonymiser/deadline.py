"""The time one call may take."""

import time

from cases.pseudonymiser.safe_text import PseudonymiserError


class Deadline:
    """Starts when made; check() raises PseudonymiserError once the seconds are over."""

    def __init__(self, seconds: float) -> None:
        self._until = time.monotonic() + seconds

    def check(self) -> None:
        if time.monotonic() > self._until:
            raise PseudonymiserError("pseudonymising took too long")

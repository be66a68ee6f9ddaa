"""In a large bank, the versions worth measuring in full: the best by their words and the nearest by their meaning."""

from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Any

from knowledge.queries.live import Live
from knowledge.queries.nearest import nearest_versions
from knowledge.rules.weights import Words

FEW = 300
"""So many versions are measured all: some four thousand passages, ten milliseconds."""
EACH_WAY = 40
"""The versions with the highest word scores, and the nearest passages and situations of each organisation; of the ten
best sources among a thousand these hold 99 in 100."""
FOR_EACH = 4
"""Who wants more than ten sources gets so many candidates for each."""


def shortlist(parameters: Mapping[str, Any], *, live: Sequence[Live], words: Words, k: int) -> Sequence[Live]:
    """The versions to measure when the k best are wanted; all of them when they are few."""
    wanted = [one for one in live if one.wanted]
    if len(wanted) <= FEW:
        return wanted
    most = max(EACH_WAY, FOR_EACH * k)
    by_words = nlargest(most, wanted, key=lambda one: words.scores.get(one.version_id, 0.0))
    among = {one.version_id for one in wanted}
    near = nearest_versions(parameters, among=among, most=most)
    near.update(one.version_id for one in by_words)
    return [one for one in wanted if one.version_id in near]

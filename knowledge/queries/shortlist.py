"""In a large bank, the versions worth measuring in full: the best by their words and the nearest by their meaning."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from heapq import nlargest
from typing import Any
from uuid import UUID

from knowledge.queries.live import Live
from knowledge.queries.nearest import nearest_versions
from knowledge.rules.weights import Words

FEW = 150
"""So many versions of an organisation are measured all: some two thousand passages, six milliseconds."""
EACH_WAY = 40
"""The versions with the highest word scores, and the nearest passages and situations of each large organisation; of the
ten best sources among a thousand these hold 99 in 100."""
FOR_EACH = 4
"""Who wants more than ten sources gets so many candidates for each."""


def shortlist(parameters: Mapping[str, Any], *, live: Sequence[Live], words: Words, k: int) -> Sequence[Live]:
    """The versions to measure when the k best are wanted: all those of an organisation that has few."""
    wanted: defaultdict[UUID, list[Live]] = defaultdict(list)
    for one in live:
        if one.wanted:
            wanted[one.organisation_id].append(one)
    large = {organisation: versions for organisation, versions in wanted.items() if len(versions) > FEW}
    chosen = [one for organisation, versions in wanted.items() if organisation not in large for one in versions]
    if large:
        most = max(EACH_WAY, FOR_EACH * k)
        those = [one for versions in large.values() for one in versions]
        near = nearest_versions(parameters, among={one.version_id for one in those}, of=list(large), most=most)
        best = nlargest(most, those, key=lambda one: words.scores.get(one.version_id, 0.0))
        near.update(one.version_id for one in best)
        chosen += [one for one in those if one.version_id in near]
    return chosen

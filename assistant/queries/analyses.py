"""Reads of analyses, shaped for their pages."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.db.models import QuerySet

from assistant.models import Analysis, CaseSensitivity, Citation, Claim, Decision
from assistant.thinking import STEPS
from cases.models import Case
from organisations.models import Membership, RunState

FINISHED = (RunState.DONE, RunState.FAILED)


@dataclass(frozen=True)
class ClaimShown:
    """A claim with what it cites and what was decided about it."""

    claim: Claim
    citations: list[Citation]
    decision: Decision | None

    @property
    def key(self) -> str:
        """For element ids."""
        return str(self.claim.id)


@dataclass(frozen=True)
class GroupShown:
    """Claims under one heading; `by` gives the claims of each section of the group."""

    heading: str
    subject: str
    claims: list[ClaimShown]
    when_not: list[ClaimShown]
    steps: list[ClaimShown]
    against: list[ClaimShown]
    triggers: list[ClaimShown]


@dataclass(frozen=True)
class Memo:
    """An analysis in reading order."""

    unknowns: list[ClaimShown]
    summary: list[ClaimShown]
    perspectives: list[GroupShown]
    methods: list[GroupShown]
    next_steps: list[ClaimShown]
    safety: list[GroupShown]
    rights: list[ClaimShown]
    reflection: list[ClaimShown]
    reading: list[ClaimShown]
    sources: list[Citation]


def memo_of(analysis: Analysis) -> Memo:
    """The claims of a finished analysis by section; three queries."""
    shown = list(_shown(analysis))

    def of(section: str) -> list[ClaimShown]:
        return [one for one in shown if one.claim.section == section]

    return Memo(
        unknowns=of("unknown"),
        summary=of("summary"),
        perspectives=_groups(shown, main="perspective", against="contradiction"),
        methods=_groups(shown, main="method_why", when_not="method_when_not", steps="method_step"),
        next_steps=of("next_step"),
        safety=_groups(shown, main="safety"),
        rights=of("right"),
        reflection=of("reflection"),
        reading=of("reading"),
        sources=_sources(shown),
    )


def _shown(analysis: Analysis) -> Iterable[ClaimShown]:
    claims = Claim.objects.filter(analysis=analysis).prefetch_related("citations")
    decided = Decision.objects.filter(claim__analysis=analysis).select_related("by")
    decisions = {decision.claim_id: decision for decision in decided}
    return (ClaimShown(claim, list(claim.citations.all()), decisions.get(claim.id)) for claim in claims)


def _groups(
    shown: list[ClaimShown], *, main: str, when_not: str = "", steps: str = "", against: str = ""
) -> list[GroupShown]:
    wanted = {main, when_not, steps, against, "trigger"} - {""}
    chosen = [one for one in shown if one.claim.section in wanted]
    groups = []
    for (heading, subject), members in groupby(chosen, key=lambda one: (one.claim.heading, one.claim.subject)):
        held = list(members)
        parts = {name: [one for one in held if one.claim.section == name] for name in wanted}
        if len(parts["trigger"]) == len(held):
            continue  # of a group of another section
        groups.append(
            GroupShown(
                heading,
                subject,
                claims=parts[main],
                when_not=parts.get(when_not, []),
                steps=parts.get(steps, []),
                against=parts.get(against, []),
                triggers=parts["trigger"],
            )
        )
    return groups


def _sources(shown: list[ClaimShown]) -> list[Citation]:
    """Each cited passage once, grouped by source in the order in which the sources first appear."""
    numbered = {citation.number: citation for one in shown for citation in one.citations}
    first: dict[str, int] = {}
    for number in sorted(numbered):
        first.setdefault(numbered[number].slug, number)
    return sorted(numbered.values(), key=lambda citation: (first[citation.slug], citation.number))


def steps_of(analysis: Analysis) -> list[dict[str, str]]:
    """The steps by name with where each stands: waiting, current, done or failed."""
    names = [name for name, _ in STEPS]
    at = names.index(analysis.step) if analysis.step in names else -1
    shown = []
    for place, (name, label) in enumerate(STEPS):
        state = "done" if place < at else "waiting"
        if place == at:
            state = "failed" if analysis.state == RunState.FAILED else "current"
        shown.append({"name": name, "label": label, "state": state})
    return shown


def analyses_in(case: Case) -> QuerySet[Analysis]:
    """The analyses of a case, newest first."""
    return Analysis.objects.filter(case=case).select_related("asked_by")


def is_sensitive(case: Case) -> bool:
    """Whether no language model outside the organisation may read this case."""
    return CaseSensitivity.objects.filter(case=case).exists()


def waiting_for(membership: Membership) -> QuerySet[Analysis]:
    """Finished analyses that she asked for and has not read yet."""
    finished = Analysis.objects.filter(asked_by=membership, read_at=None, state__in=FINISHED)
    return finished.select_related("case")

"""Asking for an analysis, keeping what came out, deciding about it."""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from assistant.brief import Brief
from assistant.gateway import Completion
from assistant.models import Analysis, CaseSensitivity, Citation, Claim, Decision, Verdict
from assistant.queries.analyses import is_sensitive
from assistant.rules.draft import Line, lines_of
from assistant.thinking import Thought
from cases.actions import CaseClosed, hidden_in, safe_text_in
from cases.models import Case
from cases.pseudonymiser import SafeText
from cases.queries import case_brief
from cases.vault import keep_secrets, locked_vault
from organisations.models import Membership
from organisations.runs import Refusal, later

TASK = "assistant.write_analysis"


def request_analysis(
    by: Membership,
    case: Case,
    *,
    perspectives: Sequence[str],
    question: str,
    hypothesis: str,
    idempotency_key: UUID,
) -> Analysis:
    """Queue an analysis; one key gives one analysis, however often the form arrives. Raises as safe_text_in."""
    if case.closed_at:
        raise CaseClosed
    locked_vault(case)  # a double click arrives twice at once: the second waits here, and then finds the first
    held = Analysis.objects.filter(idempotency_key=idempotency_key, case=case).first()
    if held is not None:
        return held
    analysis = Analysis.objects.create(
        case=case,
        asked_by=by,
        perspectives=list(perspectives),
        question=safe_text_in(case, text=question) if question.strip() else None,
        hypothesis=safe_text_in(case, text=hypothesis) if hypothesis.strip() else None,
        idempotency_key=idempotency_key,
    )
    later(TASK, analysis)
    return analysis


def brief_of(analysis: Analysis) -> Brief:
    """What thinking needs. Raises Refusal when there is nothing yet to think about."""
    brief = case_brief(analysis.case)
    if not brief.notes and analysis.question is None:
        raise Refusal("Er staat nog geen notitie in deze casus. Schrijf er een en vraag de analyse opnieuw.")
    return Brief(
        organisation_id=analysis.case.organisation_id,
        text=brief.text,
        question=analysis.question,
        pronouns=brief.pronouns,
        perspectives=tuple(analysis.perspectives),
        age=brief.age,
        access_track=brief.access_track,
        municipality=brief.municipality,
        living_situation=brief.living_situation,
        sensitive=is_sensitive(analysis.case),
    )


def keep_thought(analysis: Analysis, thought: Thought) -> None:
    """Write the claims and how they came about. A model's words go through the pseudonymiser once more."""
    written = _Writing(analysis, by_model=thought.completion is not None)
    Claim.objects.filter(analysis=analysis).delete()
    for line in lines_of(thought.draft):
        written.keep(line)
    analysis.services = [
        {"id": str(service.id), "name": service.name, "why": list(service.why)} for service in thought.draft.services
    ]
    analysis.seconds, analysis.fallback = thought.seconds, thought.fallback
    if thought.prompt is not None:
        analysis.prompt_name, analysis.prompt_hash = thought.prompt.name, thought.prompt.hash
        analysis.sent = thought.prompt.as_sent()
    if thought.completion is not None:
        analysis.model, analysis.provider = thought.completion.model[:120], thought.completion.provider[:120]
        analysis.tokens_in, analysis.tokens_out = thought.completion.tokens_in, thought.completion.tokens_out
        analysis.cost_cents = cost_in_cents(thought.completion)
        analysis.came_back = written.safe(thought.completion.text)
    analysis.save()
    written.keep_key()


def cost_in_cents(completion: Completion) -> float:
    """What the answer cost at the configured prices; 0 when none are configured."""
    paid_in = completion.tokens_in * settings.MODEL_CENTS_PER_MILLION_IN
    return (paid_in + completion.tokens_out * settings.MODEL_CENTS_PER_MILLION_OUT) / 1_000_000


class _Writing:
    """Turns lines into rows; numbers each cited passage once, in reading order."""

    def __init__(self, analysis: Analysis, *, by_model: bool) -> None:
        self.analysis = analysis
        self.secrets = locked_vault(analysis.case) if by_model else None
        self.numbers: dict[UUID, int] = {}

    def safe(self, text: str) -> SafeText:
        """Platform text as it is; a model's words only after another pass of the pseudonymiser."""
        if self.secrets is None:
            return SafeText.of_platform(text)
        hidden = hidden_in(self.analysis.case, text=text, secrets=self.secrets)
        self.secrets = replace(self.secrets, key=hidden.key)
        return hidden.safe

    def keep_key(self) -> None:
        """A name that a model made up has a token now; no later person may get the same one."""
        if self.secrets is not None:
            keep_secrets(self.analysis.case, self.secrets)

    def keep(self, line: Line) -> None:
        claim = Claim.objects.create(
            analysis=self.analysis,
            section=line.section,
            heading=str(self.safe(line.heading))[:200],
            subject=str(self.safe(line.subject))[:120],
            position=line.position,
            text=self.safe(line.statement.text),
            support=line.statement.support,
        )
        Citation.objects.bulk_create(
            Citation(
                claim=claim,
                chunk_id=quote.chunk_id,
                slug=quote.slug,
                title=quote.title,
                version_number=quote.version,
                quote=quote.quote,
                start=quote.start,
                end=quote.end,
                number=self.numbers.setdefault(quote.chunk_id, len(self.numbers) + 1),
            )
            for quote in line.statement.quotes
        )


def decide(by: Membership, claim: Claim, *, verdict: Verdict, adapted: str = "", reason: str = "") -> Decision:
    """Take over, adapt or reject one proposal; deciding again replaces the decision. Raises as safe_text_in."""
    case = claim.analysis.case
    decision, _ = Decision.objects.update_or_create(
        claim=claim,
        defaults={
            "by": by,
            "verdict": verdict,
            "adapted": safe_text_in(case, text=adapted) if adapted.strip() else None,
            "reason": safe_text_in(case, text=reason) if reason.strip() else None,
        },
    )
    return decision


def undo_decision(claim: Claim) -> None:
    """As if nothing was decided yet."""
    for decision in Decision.objects.filter(claim=claim):
        decision.delete()


def set_sensitivity(by: Membership, case: Case, *, sensitive: bool) -> None:
    """Keep this case from every language model outside the organisation, or no longer. Raises CaseClosed."""
    if case.closed_at:
        raise CaseClosed
    held = CaseSensitivity.objects.filter(case=case)
    if sensitive:
        CaseSensitivity.objects.get_or_create(case=case, defaults={"by": by})
        return
    for one in held:
        one.delete()


def mark_read(analysis: Analysis) -> None:
    """She has seen it: it no longer waits for her at Vandaag."""
    if analysis.read_at is None:
        analysis.read_at = timezone.now()
        analysis.save()

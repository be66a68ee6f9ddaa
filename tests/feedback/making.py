"""Makes a finished analysis with claims to report about, through the real actions."""

from uuid import uuid4

from assistant.actions.analyses import keep_thought, request_analysis
from assistant.models import Claim
from assistant.rules.draft import Draft, Quote, Statement
from assistant.thinking import Thought
from cases.models import Case
from organisations.models import Membership, RunState

SLUGS = ("schoolverzuim", "signs-of-safety", "contextbegeleiding")


def claims(by: Membership, of: Case) -> list[Claim]:
    """Three claims of a finished analysis, each citing one source of SLUGS. Call inside `at`."""
    analysis = request_analysis(by, of, perspectives=["systeem"], question="", hypothesis="", idempotency_key=uuid4())
    keep_thought(analysis, Thought(draft=Draft(summary=tuple(map(_statement, SLUGS))), seconds=0.1))
    analysis.state = RunState.DONE
    analysis.save()
    return list(Claim.objects.filter(analysis=analysis))


def _statement(slug: str) -> Statement:
    quote = Quote(chunk_id=uuid4(), slug=slug, title=f"Artikel {slug}", version=1, quote="x", start=0, end=1)
    return Statement(text=f"Over [JONGERE]: wat {slug} zegt.", quotes=(quote,), support="supported")

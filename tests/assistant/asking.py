"""Asks for an analysis through the real actions and has the real task write it."""

from typing import Any
from uuid import uuid4

from assistant.actions.analyses import request_analysis
from assistant.models import Analysis
from assistant.tasks import write_analysis
from cases.models import Case
from tests import make
from tests.people import ANNA


def asked(case: Case, **changes: Any) -> Analysis:
    """Anna's request, queued."""
    wanted = {"perspectives": ["systeem", "kracht"], "question": "", "hypothesis": "", "idempotency_key": uuid4()}
    with make.at(ANNA) as anna:
        return request_analysis(anna, case, **{**wanted, **changes})


def written(case: Case, **changes: Any) -> Analysis:
    """Her request after a worker took it."""
    queued = asked(case, **changes)
    write_analysis.run(str(queued.organisation_id), str(queued.id))
    return again(queued)


def again(analysis: Analysis) -> Analysis:
    """The row as it is now."""
    with make.at(ANNA):
        found: Analysis = Analysis.objects.get(id=analysis.id)
        return found

"""Analyses: what was asked, what came out, what it rests on, what people decided about it."""

from assistant.models.analysis import Analysis
from assistant.models.claim import Citation, Claim, Decision, Section, Support, Verdict

__all__ = ["Analysis", "Citation", "Claim", "Decision", "Section", "Support", "Verdict"]

"""Analyses: what was asked, what came out, what it rests on, what people decided about it."""

from assistant.models.analysis import Analysis
from assistant.models.claim import Citation, Claim, Decision, Section, Support, Verdict
from assistant.models.endpoint import CaseSensitivity, ModelEndpoint, Place
from assistant.models.question import Part, Question, Quotation, Sentence

__all__ = [
    "Analysis",
    "CaseSensitivity",
    "Citation",
    "Claim",
    "Decision",
    "ModelEndpoint",
    "Part",
    "Place",
    "Question",
    "Quotation",
    "Section",
    "Sentence",
    "Support",
    "Verdict",
]

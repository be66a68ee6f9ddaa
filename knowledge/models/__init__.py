"""The models of the knowledge bank: what people write, and what the machine makes of it to find it."""

from knowledge.models.following import Digest, KnowledgeMail, MailKind, Reader, Reminder
from knowledge.models.gap import GapState, KnowledgeGap
from knowledge.models.index import Chunk, Posting, Situation, VersionIndex
from knowledge.models.indexing import Indexing
from knowledge.models.recall import Recall
from knowledge.models.source import Jurisdiction, Perspective, Source, SourceType, Status, Version

__all__ = [
    "Chunk",
    "Digest",
    "GapState",
    "Indexing",
    "Jurisdiction",
    "KnowledgeGap",
    "KnowledgeMail",
    "MailKind",
    "Perspective",
    "Posting",
    "Reader",
    "Recall",
    "Reminder",
    "Situation",
    "Source",
    "SourceType",
    "Status",
    "Version",
    "VersionIndex",
]

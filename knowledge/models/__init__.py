"""The models of the knowledge bank: what people write, and what the machine makes of it to find it."""

from knowledge.models.document import Document, DocumentFile, WatchedAddress
from knowledge.models.embedding import ModelInForce, PreparedVector
from knowledge.models.following import Digest, KnowledgeMail, MailKind, Reader, Reminder
from knowledge.models.gap import GapState, KnowledgeGap
from knowledge.models.index import Chunk, Posting, Situation, VersionIndex
from knowledge.models.indexing import Indexing
from knowledge.models.law import ArticleAlias, LawArticle, LawFile, LawImport, LawVersion
from knowledge.models.recall import Recall
from knowledge.models.source import Jurisdiction, Perspective, Source, SourceType, Status, Version

__all__ = [
    "ArticleAlias",
    "Chunk",
    "Digest",
    "Document",
    "DocumentFile",
    "GapState",
    "Indexing",
    "Jurisdiction",
    "KnowledgeGap",
    "KnowledgeMail",
    "LawArticle",
    "LawFile",
    "LawImport",
    "LawVersion",
    "MailKind",
    "ModelInForce",
    "Perspective",
    "Posting",
    "PreparedVector",
    "Reader",
    "Recall",
    "Reminder",
    "Situation",
    "Source",
    "SourceType",
    "Status",
    "Version",
    "VersionIndex",
    "WatchedAddress",
]

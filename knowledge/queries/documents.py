"""Where a document stands, from its reading to being found, in words for its page."""

from dataclasses import dataclass

from knowledge.models import Document, Indexing, Status, VersionIndex
from organisations.models import RunState

WAITS = "wacht om gelezen te worden"
NOT_INDEXED, INDEXING, INDEXED, FAILED = "not_indexed", "indexing", "indexed", "failed"


@dataclass(frozen=True)
class DocumentState:
    """One of the four states, and what it means for the one who waits."""

    name: str
    sentence: str


def document_state(document: Document) -> DocumentState:
    """Where it stands; one or two queries once it is read."""
    if document.state == RunState.QUEUED:
        return DocumentState(NOT_INDEXED, WAITS)
    if document.state == RunState.RUNNING:
        return DocumentState(INDEXING, f"wordt gelezen: {document.step}" if document.step else "wordt gelezen")
    if document.state == RunState.FAILED:
        return DocumentState(FAILED, document.problem)
    return _as_version(document)


def earlier_document(content_hash: str) -> Document | None:
    """The document of this organisation with the same bytes that became a version or still waits, if there is one.

    One whose draft was thrown away may be offered again.
    """
    found = Document.objects.filter(content_hash=content_hash).exclude(state=RunState.FAILED)
    return found.exclude(state=RunState.DONE, version=None).select_related("source", "version").first()


def is_busy(state: DocumentState) -> bool:
    """Whether a worker still has to do something of itself."""
    return state.name == INDEXING or state.sentence == WAITS


def _as_version(document: Document) -> DocumentState:
    version = document.version
    if version is None:
        unchanged = document.report.get("unchanged")
        said = "de tekst is niet veranderd, er is geen ontwerp gemaakt" if unchanged else "het ontwerp is weggegooid"
        return DocumentState(NOT_INDEXED, said)
    if version.status != Status.VALIDATED:
        return DocumentState(NOT_INDEXED, str(version.get_status_display()))
    if VersionIndex.objects.filter(version=version).exists():
        return DocumentState(INDEXED, "gevalideerd en vindbaar")
    asked = Indexing.objects.filter(version=version).first()
    if asked is not None and asked.state == RunState.FAILED:
        return DocumentState(FAILED, asked.problem)
    return DocumentState(INDEXING, "gevalideerd, wordt vindbaar gemaakt")

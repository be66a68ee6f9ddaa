"""The doors of the knowledge bank: which source and which version a member may open."""

from uuid import UUID

from django.http import Http404

from knowledge.models import Chunk, Source, Status, Version
from organisations.models import Membership, Role
from organisations.scope import SHARED

PUBLISHED = (Status.VALIDATED, Status.WITHDRAWN)


def may_edit(membership: Membership) -> bool:
    """Whether she sees what is still being written."""
    return membership.has(Role.EDITOR, Role.VALIDATOR)


def source_for(membership: Membership, slug: str) -> Source:
    """The source with this slug, her own organisation's before the shared one.

    Http404 when there is nothing to read.
    """
    found = Source.objects.filter(slug=slug).prefetch_related("versions")
    mine_first = sorted(found, key=lambda source: source.organisation_id == SHARED)
    for source in mine_first:
        if readable_versions(membership, source):
            return source
    raise Http404


def readable_versions(membership: Membership, source: Source) -> list[Version]:
    """The versions she may read.

    Published ones, and drafts of her own organisation for who writes or validates.
    """
    return [version for version in source.versions.all() if _may_read(membership, version)]


def chunk_for(membership: Membership, chunk_id: UUID) -> Chunk:
    """The passage, also of an expired or withdrawn version, for its page says so.

    Http404 for drafts and strangers' passages.
    """
    chunk = Chunk.objects.filter(id=chunk_id).select_related("version", "source").defer("embedding").first()
    if chunk is None or not _may_read(membership, chunk.version):
        raise Http404
    return chunk


def _may_read(membership: Membership, version: Version) -> bool:
    mine = version.organisation_id == membership.organisation_id
    return version.status in PUBLISHED or (mine and may_edit(membership))

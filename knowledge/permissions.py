"""The doors of the knowledge bank: which source and which version a member may open."""

from uuid import UUID

from django.http import Http404

from knowledge.models import Chunk, KnowledgeGap, Recall, Source, Status, Version, VersionIndex
from knowledge.rules.lifecycle import Standing
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


def version_for(membership: Membership, version_id: UUID) -> Version:
    """A version of her own organisation, for who writes or validates; Http404 otherwise."""
    found = Version.objects.select_related("source").filter(id=version_id).first()
    if found is None or found.organisation_id != membership.organisation_id or not may_edit(membership):
        raise Http404
    return found


def standing_of(membership: Membership, version: Version) -> Standing:
    """How she stands before this version: what the rules need to say what she may do with it. Two queries."""
    others = list(Version.objects.filter(source_id=version.source_id).exclude(id=version.pk).only("number", "status"))
    return Standing(
        status=version.status,
        is_ours=version.organisation_id == membership.organisation_id,
        writes=membership.has(Role.EDITOR),
        validates=membership.has(Role.VALIDATOR),
        wrote=membership.pk in version.written_by or membership.pk == version.author_id,
        is_newest=not any(other.number > version.number and other.status in PUBLISHED for other in others),
        has_open=any(other.status not in PUBLISHED for other in others),
        is_indexed=VersionIndex.objects.filter(version=version).exists(),
    )


def gap_for(membership: Membership, gap_id: UUID) -> KnowledgeGap:
    """A question without an answer, for who writes or validates, locked; Http404 otherwise."""
    found: KnowledgeGap | None = (
        KnowledgeGap.objects.select_for_update(of=("self",)).select_related("asked_by").filter(id=gap_id).first()
    )
    if found is None or not may_edit(membership):
        raise Http404
    return found


def recall_for(membership: Membership, recall_id: UUID) -> Recall:
    """What she herself was told of a withdrawn source; Http404 otherwise."""
    found = Recall.objects.filter(id=recall_id, membership=membership).first()
    if found is None:
        raise Http404
    return found


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

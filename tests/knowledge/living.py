"""Takes a source through its life with the real actions and the real worker's task."""

from dataclasses import replace

from knowledge.actions.lifecycle import draft_source, submit_for_review, validate_version
from knowledge.models import Indexing, Version
from knowledge.tasks import index_version
from organisations.models import Membership
from tests.knowledge.making import TODAY, article, days

BODY = """## Wat het is
Een geitenwandeling duurt een uur. Jullie volgen de vijver en niemand moet praten.

## Zo begin je
Haal de geit op bij de boer en wandel langs de vijver. Laat de jongere kiezen wie de leiband vasthoudt, en keer
terug voor het donker wordt.
"""
WRITTEN = article(body=BODY.strip(), valid_from=TODAY, valid_until=days(365))


def drafted(by: Membership, *, title: str = WRITTEN.title) -> Version:
    """A draft that lacks nothing. Call inside `at`."""
    return draft_source(by, article=replace(WRITTEN, title=title), review_by=None, keeper=None)


def in_review(by: Membership) -> Version:
    """A version that waits for a validator. Call inside `at`."""
    version = drafted(by)
    submit_for_review(by, version)
    version.refresh_from_db()
    return version


def validated(by: Membership, validator: Membership) -> Version:
    """A validated version that is not indexed yet. Call inside `at`."""
    version = in_review(by)
    validate_version(validator, version, revision=version.revision, people_checked=True)
    version.refresh_from_db()
    return version


def indexed(version: Version) -> Version:
    """The same, after the worker came by."""
    for asked in Indexing.objects.filter(version=version):
        index_version.run(str(asked.organisation_id), str(asked.pk))
    return version

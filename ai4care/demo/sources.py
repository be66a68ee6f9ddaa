"""The demo's own sources of Horizon, in several states, taken there through the real actions."""

from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from django.utils import timezone

from ai4care.demo.people import member_named, organisation_at
from cases.pseudonymiser import Key, hide
from knowledge.actions.gaps import file_gap
from knowledge.actions.lifecycle import draft_source, edit_draft, new_version, submit_for_review, validate_version
from knowledge.models import KnowledgeGap, Source
from knowledge.queries.written import article_of
from knowledge.rules.article import Article, parse_article
from organisations.models import Membership
from organisations.scope import organisation_scope
from organisations.trail import Actor, acting

FOLDER = Path(__file__).with_name("own_sources")
SHORT = timedelta(days=25)
"""How long the first one still holds, so that the editors' overview has something to say."""
QUESTIONS = (
    "Mag een jongere in de leefgroep een huisdier houden?",
    "Wie betaalt de fiets van een jongere in pleegzorg?",
)


def load_sources() -> int:
    """Write Horizon's own sources unless they are there; returns how many there are.

    One is validated and soon to be reread, with a new version being written; one waits for a validator.
    """
    with organisation_scope(organisation_at("horizon").id):
        if not Source.objects.filter(owner__startswith="Horizon").exists():
            eli, vera = member_named("Eli"), member_named("Vera")
            first, second = (_read(path) for path in sorted(FOLDER.glob("*.md")))
            _validated_and_rewritten(eli, vera, first)
            _waiting(eli, second)
            _asked(member_named("Anna"))
        return Source.objects.filter(owner__startswith="Horizon").count()


def _read(path: Path) -> Article:
    article = parse_article(path.read_text(encoding="utf-8"))
    return replace(article, valid_from=timezone.localdate())


def _validated_and_rewritten(eli: Membership, vera: Membership, article: Article) -> None:
    until = timezone.localdate() + SHORT
    with _as(eli):
        version = draft_source(eli, article=replace(article, valid_until=until), review_by=None, keeper=eli)
        submit_for_review(eli, version)
    with _as(vera):
        validate_version(vera, version, revision=0, people_checked=True)
    with _as(eli):
        draft = new_version(eli, version)
        changed = replace(article_of(draft), summary=f"{article.summary} Nu ook voor weekends en vakanties.")
        edit_draft(eli, draft, article=changed, review_by=None, keeper=eli, revision=0)


def _waiting(eli: Membership, article: Article) -> None:
    with _as(eli):
        submit_for_review(eli, draft_source(eli, article=article, review_by=None, keeper=None))


def _asked(anna: Membership) -> None:
    if not KnowledgeGap.objects.exists():
        with _as(anna):
            for question in QUESTIONS:
                file_gap(anna, hide(question, key=Key()).safe)


def _as(member: Membership) -> AbstractContextManager[None]:
    return acting(Actor(user_id=member.user_id, name=member.name, role=", ".join(member.roles), purpose="demo"))

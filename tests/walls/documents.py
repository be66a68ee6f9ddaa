"""A document, a watched address and an article of law in an organisation, for the world that the walls are tried on."""

from typing import Any
from uuid import uuid4

from knowledge.actions.documents import Offer, offer_document
from knowledge.actions.law import request_law_import
from knowledge.models import ArticleAlias, LawArticle, LawVersion, Version, WatchedAddress
from organisations.models import Membership

OFFER = Offer(
    title="", type="kader", perspective="praktisch", jurisdiction="algemeen", publisher="", keep_original=True
)  # fmt: skip


def offered(her: Membership, *, after: Version) -> dict[str, Any]:
    """One row of each table of documents and law; the ids that their addresses ask for."""
    document = offer_document(
        her, name="plan.txt", data=b"Een plan.", kind="txt", offer=OFFER, idempotency_key=uuid4()
    )  # fmt: skip
    watched = WatchedAddress.objects.create(url="https://www.vlaanderen.be/", added_by=her, type="kader")
    request_law_import(her, data=b"{}", file_name="wet.json", url="", idempotency_key=uuid4())
    return {"document_id": document.pk, "watched_id": watched.pk, "alias_id": law_row(after).pk}


def law_row(version: Version) -> ArticleAlias:
    """An article of law at this version, with an old number."""
    article = LawArticle.objects.create(
        source=version.source, law_id=1, law_title="Oefendecreet", number="1", place=0, path=[]
    )  # fmt: skip
    LawVersion.objects.create(version=version, codex_id=1, text_hash="0")
    alias: ArticleAlias = ArticleAlias.objects.create(article=article, name="art. 9 oud")
    return alias

"""Documents that Eli offers, and what is left of them once a worker has read them."""

from dataclasses import replace
from uuid import uuid4

from knowledge.actions.documents import Offer, offer_document
from knowledge.actions.indexing import index_version
from knowledge.models import Document, Version
from knowledge.queries.written import article_of
from knowledge.rules.compounds import Splitter
from knowledge.tasks import read_document
from tests import make
from tests.articles import _AnyVector
from tests.knowledge.intake import making
from tests.people import ELI

OFFER = Offer(title="", type="procedure", perspective="praktisch", jurisdiction="algemeen", publisher="De Vlieger")
KEPT = replace(OFFER, keep_original=True)
WORD = making.docx()
LINES = [(11.0, f"Dit is zin {n} over het bezoek aan de weide van mevrouw Josefien Vandenborre.") for n in range(9)]
PLAN = making.pdf(
    [
        [(20.0, "Draaiboek bezoek"), (15.0, "Weide"), *LINES, (15.0, "Stal"), (13.0, "Hooi"), *LINES],
        [(13.0, "Water"), *LINES],
    ]
)


def offered(data: bytes = PLAN, *, name: str = "plan.pdf", kind: str = "pdf", offer: Offer = OFFER) -> Document:
    """Eli's document after a worker took it."""
    with make.at(ELI) as eli:
        document = offer_document(eli, name=name, data=data, kind=kind, offer=offer, idempotency_key=uuid4())
    return after_reading(document)


def after_reading(document: Document) -> Document:
    read_document.run(str(document.organisation_id), str(document.pk))
    with make.at(ELI):
        return Document.objects.select_related("version__source").get(pk=document.pk)


def indexed(version: Version) -> None:
    index_version(version, article_of(version), splitter=Splitter(()), vectors=_AnyVector())

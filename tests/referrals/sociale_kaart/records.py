"""Records of the Sociale Kaart as its downloads hold them, by hand."""

import io
import json
from typing import Any

from referrals.sociale_kaart import Offer
from referrals.sociale_kaart.offers import offer_or_refusal

Json = dict[str, Any]


def record(name: str = "a", **changes: Any) -> Json:
    return {
        "id": {"id": name * 64, "authenticSource": "SK"},
        "legalName": {"description": f"Dienst {name}"},
        "type": "ORGANISATION",
        "state": "ACTIVE",
        "verified": True,
        "addresses": [
            {
                "primary": True,
                "type": "Bezoekadres",
                "number": "12",
                "street": {"name": {"description": "Voorbeeldstraat"}},
                "municipality": {"postalCode": "2800", "name": {"description": "Mechelen"}},
                "location": {"lat": 51.03, "lon": 4.48},
            }
        ],
        "activities": [{"name": {"description": "11.02.04 Vrijetijdsinitiatieven"}}],
        "contactInfo": {
            "phones": [{"value": "000 00 00 01", "primary": True}],
            "emails": [],
            "websites": [{"value": "www.dienst.example", "primary": True}],
        },
        **changes,
    }


def paged(*records: Any, total: int | None = None) -> Json:
    return {"content": list(records), "page": {"totalPages": 1, "totalElements": total or len(records)}}


def embedded(*records: Any) -> Json:
    return {"_embedded": {"healthOfferProviderRepresentationList": list(records)}}


def stream(*documents: Any) -> io.BytesIO:
    return io.BytesIO(b"\n".join(json.dumps(document).encode() for document in documents))


def offer(**changes: Any) -> Offer:
    found = offer_or_refusal(record(**changes), position=1)
    assert isinstance(found, Offer)
    return found

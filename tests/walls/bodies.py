"""What a person would post to each address, so that a door that stood open would be seen to be open."""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django.utils import timezone

NOTE = {"kind": "talk", "happened_on": "2025-03-04", "text": "Een rustige dag."}
MARKS = {"text": "Een rustige dag.", "dismissed": [], "added": []}
SOURCE = {
    "title": "Nieuwe bron", "type": "methodiek", "perspective": "kracht", "jurisdiction": "algemeen", "age_min": "0",
    "age_max": "18", "valid_from": "2026-01-01", "owner": "Redactie", "revision": "0",
    "references-TOTAL_FORMS": "0", "references-INITIAL_FORMS": "0",
    "contradictions-TOTAL_FORMS": "0", "contradictions-INITIAL_FORMS": "0",
}  # fmt: skip
JSON = {"marks_find", "look_find"}
"""These read JSON; the others read a form."""


def body_for(name: str, ids: Mapping[str, Any]) -> dict[str, Any]:
    """The form that goes with this address and these things; empty where a click is enough."""
    return _bodies(ids).get(name, {})


MODEL = {
    "name": "Eigen model",
    "url": "https://93.184.215.14/v1",
    "model": "eigen-7b",
    "place": "own",
    "context_tokens": "16000",
}


def _bodies(ids: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    return {
        "member": {"roles": ["caregiver"]},
        "teams": {"name": "Nieuw team"},
        "policy": {"names_shown_minutes": "4", "ages": "band", "dates": "month"},
        "invitations": {
            "name": "Iris",
            "email": "iris@horizon.example",
            "roles": ["caregiver"],
            "idempotency_key": str(uuid4()),
        },
        "case_new": {
            "pseudonym": "Nieuwe Naam",
            "birth_year": str(timezone.localdate().year - 12),
            "living_situation": "home",
            "access_track": "rtj",
            "team": str(ids["team_id"]),
            "people-TOTAL_FORMS": "0",
            "people-INITIAL_FORMS": "0",
        },
        "models": MODEL,
        "model_edit": MODEL,
        "case_sensitive": {"sensitive": "yes"},
        "case_assign": {"members": [str(ids["membership_id"])]},
        "case_erase": {"reden": "asked", "pseudonym": "Rustige Anna"},
        "case_people": {"people-TOTAL_FORMS": "0", "people-INITIAL_FORMS": "0"},
        "marks_find": MARKS,
        "look_find": MARKS,
        "note_write": NOTE,
        "note_change": NOTE,
        "goal_add": {"text": "Opnieuw slapen"},
        "service_keep": {"case": str(ids["case_id"])},
        "wait_report": {"weeks": "3", "source": "dienst", "reported_on": timezone.localdate().isoformat()},
        "watched_addresses": {
            "url": "https://www.vlaanderen.be/plan",
            "type": "kader",
            "perspective": "praktisch",
            "jurisdiction": "algemeen",
        },
        "watched_address": {"wish": "stop"},
        "referral_move": {"state": "asked"},
        "service_imports": {
            "url": "https://www.desocialekaart.be/api",
            "rubric": "x",
            "idempotency_key": str(uuid4()),
        },
        "analysis_ask": {"perspectives": ["systeem", "kracht"], "idempotency_key": str(uuid4())},
        "source_new": SOURCE,
        "source_preview": SOURCE,
        "version_edit": SOURCE,
        "news_follow": {"digest": "weekly"},
        "knowledge_gap": {"reason": "Geen vraag over jeugdhulp"},
        "version_send_back": {"remark": "Noem de allergie"},
        "version_withdraw": {"reason": "Klopt niet"},
        "version_renew": {"review_by": "2099-01-01"},
        "questions": {"text": "Mag een jongere zijn dossier lezen?", "idempotency_key": str(uuid4())},
        "claim_adapt": {"text": "Iets kleiner"},
        "claim_reject": {"reason": "Past niet"},
        "give_feedback": {"reason": "onjuist"},
        "answer_feedback": {"answer": "Dank je"},
    }

"""One row of everything, at Horizon and at Kompas: what the walls are tried on."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid4

from django.core import mail
from django.utils import timezone

from assistant.actions.analyses import decide, set_sensitivity
from assistant.actions.endpoints import keep_endpoint
from assistant.actions.questions import ask_question, keep_written
from assistant.answering import Written
from assistant.models import Claim, ModelEndpoint, Verdict
from assistant.rules.draft import Statement
from cases.actions import close_case
from cases.erasing import erase_case
from cases.models import Case, ErasureReason, Finding, SharedWord, TextReading
from cases.pseudonymiser import Key, KnownPerson, hide
from cases.rereading.deciding import dismiss_found
from cases.rereading.reading import Reading, read_case
from feedback.actions import report_claim
from feedback.models import Reason
from knowledge.actions.following import follow, reader_of
from knowledge.actions.gaps import file_gap
from knowledge.actions.index_runs import request_indexing
from knowledge.actions.mails import queue_mail
from knowledge.actions.sources import Approval, add_version
from knowledge.models import Chunk, MailKind, PreparedVector, Recall, Reminder, Version
from knowledge.models.index import DIMENSIONS
from organisations.actions.invitations import invite
from organisations.actions.members import policy_here
from organisations.models import Membership, Role, Team
from organisations.scope import SHARED, current_organisation_id, organisation_scope
from organisations.tasks import send_invitation
from referrals.actions.imports import request_import
from referrals.actions.referrals import consider
from referrals.actions.waits import report_wait
from referrals.models import Service, WaitingTime
from tests import make
from tests.articles import article
from tests.knowledge.making import ARTICLE
from tests.people import ANNA, CHRIS, GIL, Person
from tests.walls.documents import law_row, offered

IN_THE_CASE = FLOWER, NAME, FISH, GOAT, LAMP = ("grasklokje", "Quispel", "zeepaardje", "kantoorgeit", "lampenkap")
"""Words that stand in the text of a case, or in its key."""
MARKS = (*IN_THE_CASE, STORM := "windhoos", BIRD := "Meerkoet", SHOE := "bergschoen")
"""Words that stand in free text only; each must stay out of the trail."""
PEOPLE = (KnownPerson("jongere", "Lotte Vermassen"), KnownPerson("moeder", f"Zora {NAME}"))


@dataclass(frozen=True)
class Place:
    """One organisation with everything in it: its id, and the ids that its addresses ask for."""

    id: UUID
    ids: dict[str, Any]


@dataclass(frozen=True)
class World:
    """Two organisations that may not see each other, and the shared one."""

    horizon: Place
    kompas: Place


def build() -> World:
    """Everyone, and one row of each tenant model in both organisations. Takes about six seconds."""
    make.cast()
    make.account(GIL)
    make.organisation("kompas")
    with organisation_scope(SHARED):
        law_row(article(slug="gedeeld"))
        _service(name="Gedeelde dienst")
    return World(_with_token(_furnish(ANNA)), _with_token(_furnish(CHRIS)))


def _furnish(person: Person) -> Place:
    with make.at(person) as her:
        policy_here()
        version = article(slug=f"van-{person.organisation}", owner=BIRD)
        PreparedVector.objects.create(content_hash="0" * 32, model="ander model", embedding=[0.1] * DIMENSIONS)
        case = make.case(her, pseudonym=f"Rustige {person.name}", people=PEOPLE)
        _erased(her)
        ids = {
            "member_id": Membership.objects.exclude(user=her.user).values_list("id", flat=True).first() or her.id,
            "membership_id": her.id,
            "team_id": case.team_id,
            "slug": version.source.slug,
            "chunk_id": Chunk.objects.filter(version=version).values_list("id", flat=True)[0],
            **_written(her, case),
            **_thought(her, case, citing=version),
            "endpoint_id": _model(her, case),
            **_referred(her, case),
            **_asked(her, after=version),
            **offered(her, after=version),
            **_invited(her),
        }
        return Place(id=current_organisation_id(), ids={**ids, "case_id": case.id})


def _erased(her: Membership) -> None:
    """Gone before the rest is made; its proof stays."""
    case = make.case(her, pseudonym="Vergane Beuk", people=PEOPLE)
    make.note(her, case, text=f"Zora {NAME} belde over een {FLOWER}.")
    close_case(case)
    erase_case(her, case, reason=ErasureReason.ASKED, pseudonym="vergane beuk")


def _written(her: Membership, case: Case) -> dict[str, Any]:
    note = make.note(her, case, text=f"Lotte wil een {FLOWER}. Haar mama Zora {NAME} belde.")
    return {"note_id": note.id, "goal_id": case.goals.all()[0].id, **_reread(case, note.id)}


def _reread(case: Case, note_id: UUID) -> dict[str, Any]:
    """The note is read again; the flower is found, and called no name in the whole organisation."""
    read_case(case, into=Reading())
    reading = TextReading.objects.get(row_id=note_id)
    start = len("Lotte wil een ")
    finding = Finding.objects.create(case=case, reading=reading, start=start, end=start + len(FLOWER), label="PERSON")
    dismiss_found(case, finding, everywhere=True)
    return {"finding_id": finding.id, "word_id": SharedWord.objects.get().id}


def _thought(her: Membership, case: Case, *, citing: Version) -> dict[str, Any]:
    analysis = make.analysis(her, case, citing=citing, question=f"Past een {FISH} bij Lotte?")
    claim = Claim.objects.filter(analysis=analysis)[0]
    decide(her, claim, verdict=Verdict.ADAPTED, adapted=f"Met een {GOAT}.", reason=f"Voor Zora {NAME}.")
    report = report_claim(her, claim, reason=Reason.WRONG, comment=f"Er stond een {LAMP}.")
    return {"analysis_id": analysis.id, "claim_id": claim.id, "feedback_id": report.id}


def _model(her: Membership, case: Case) -> UUID:
    """A language model with a key, and a case that none outside may read."""
    set_sensitivity(her, case, sensitive=True)
    values: dict[str, Any] = {"name": f"Model {STORM}", "url": "https://127.0.0.1:9/v1", "model": "m", "place": "own"}
    values |= {"for_sensitive": True, "context_tokens": 16_000, "api_key": SHOE}
    return keep_endpoint(ModelEndpoint(), values=values).id


def _referred(her: Membership, case: Case) -> dict[str, Any]:
    service = _service(name=f"Huis {STORM}")
    asked = request_import(
        her, file=None, url="https://www.desocialekaart.be/api", rubric=STORM, idempotency_key=uuid4()
    )
    referral = consider(her, case, service=service, reason=f"Omdat een {LAMP} helpt.")
    told = report_wait(her, service, weeks=3, places=1, source="dienst", reported_on=timezone.localdate())
    return {"service_id": service.id, "import_id": asked.id, "referral_id": referral.id, "wait_id": told.id}


def _service(*, name: str) -> Service:
    service: Service = Service.objects.create(external_id="1", name=name, content_hash="0")
    WaitingTime.objects.create(service_id=service.id, weeks=3, source="dienst", reported_on="2025-01-01")
    return service


def _asked(her: Membership, *, after: Version) -> dict[str, Any]:
    gap = file_gap(her, hide(f"Mag een {STORM} op de kamer van Zora {NAME}?", key=Key()).safe)
    written = replace(ARTICLE, title=f"Over een {STORM}")
    version = add_version(written, after=after, approval=Approval(author=her.name), content_hash="0" * 32)
    request_indexing(version)
    Reminder.objects.create(version=version, deadline="valid_until", on=version.valid_from, days=7)
    follow(reader_of(her), topics=["type:taal"], digest="daily", recall_mail=True)
    recall = Recall.objects.create(membership=her, version_id=after.id, title="x", kind="analysis", subject_id=after.id)
    queue_mail(her, kind=MailKind.REMINDER, key="1", subject="Een bron vervalt", body=STORM)
    question = ask_question(her, text=f"Helpt een {STORM} Zora {NAME}?", on_date=None, idempotency_key=uuid4())
    keep_written(question, Written(statements=(Statement(text=f"Met een {STORM}."),)))
    return {"question_id": question.id, "gap_id": gap.id, "version_id": version.id, "recall_id": recall.id}


def _invited(her: Membership) -> dict[str, Any]:
    team = Team.objects.create(name=f"Team {SHOE}")
    asked = invite(
        her,
        email=f"{SHOE}@{uuid4().hex}.example",
        name=f"Iris {SHOE}",
        roles=[Role.CAREGIVER],
        team=team,
        idempotency_key=uuid4(),
    )
    return {"invitation_id": asked.id}


def _with_token(place: Place) -> Place:
    """The invitation is mailed as the worker does; its token stands in the letter and nowhere else."""
    send_invitation.run(str(place.id), str(place.ids["invitation_id"]))
    token = str(mail.outbox[-1].body).split("/uitnodiging/")[1].split("/")[1]
    return replace(place, ids={**place.ids, "token": token})

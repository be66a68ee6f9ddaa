"""After a whole journey no table of PostgreSQL holds a name in the clear, in any column, text or bytes."""

import pytest
from django.db import connection
from django.utils import timezone

from assistant.actions.analyses import decide
from assistant.models import Claim, Verdict
from cases.actions import add_goal, change_note, change_people
from cases.models import Case
from cases.pseudonymiser import KnownPerson
from feedback.actions import report_claim
from feedback.models import Reason
from referrals.actions.referrals import consider
from referrals.models import Service
from tests import make
from tests.articles import article
from tests.people import ANNA

PEOPLE = (KnownPerson("jongere", "Zerlina Quispelaere"), KnownPerson("moeder", "Bathsheba Oudenaerden"))
SECRETS = (
    "Zerlina", "Quispelaere", "Bathsheba", "Oudenaerden", "Melchior", "Wuytackers", "Theofiel", "0479 55 21 03",
    "0479552103", "zerlina.q@voorbeeld.be", "BE68 5390 0754 7034", "Haaltert", "93.05.18-223.61",
)  # fmt: skip
TEXT = (
    "Zerlina Quispelaere belde met 0479 55 21 03 of 0479552103. Mama Bathsheba mailt van zerlina.q@voorbeeld.be. "
    "Meneer Theofiel Wuytackers uit Haaltert betaalt op BE68 5390 0754 7034; nummer 93.05.18-223.61."
)
TABLES = """
select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
 where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and a.attnum > 0 and not a.attisdropped
"""


def journey() -> None:
    """Every way in which Anna's typing reaches the database."""
    with make.at(ANNA) as anna:
        case = make.case(anna, people=PEOPLE)
        note = make.note(anna, case, text=TEXT)
        change_note(note, text=f"{TEXT} En Melchior kwam.", kind="visit", happened_on=timezone.localdate())
        add_goal(case, text="Zerlina eet met Bathsheba Oudenaerden")
        change_people(case, people=[KnownPerson("broer", "Melchior Quispelaere")], municipality="Haaltert")
        analysis = make.analysis(anna, case, citing=article(), question=TEXT)
        claim = Claim.objects.filter(analysis=analysis)[0]
        decide(anna, claim, verdict=Verdict.ADAPTED, adapted=f"Bel {TEXT}", reason="Volgens Melchior.")
        report_claim(anna, claim, reason=Reason.WRONG, comment="Bathsheba zegt iets anders.")
        service = Service.objects.create(external_id="1", name="Huis", content_hash="0")
        consider(anna, case, service=service, reason="Zerlina vroeg het.")
    browser = make.browser(ANNA)
    browser.post(make.url("names_show", case_id=case.id))
    browser.get(make.url("case", case_id=case.id))
    browser.get(make.url("note_change", case_id=case.id, note_id=note.id))
    browser.post(make.url("cases"), {"q": "Zerlina"})


def held_anywhere() -> dict[str, str]:
    """Where one of the secrets stands, by table and column; reads every row of every table as text and as bytes."""
    found: dict[str, str] = {}
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        for table, column in cursor.fetchall():
            cursor.execute(f'select "{column}"::text from "{table}" where "{column}" is not null')
            for (value,) in cursor.fetchall():
                shown = value.casefold()
                for secret in SECRETS:
                    if secret.casefold() in shown or secret.casefold().encode().hex() in shown:
                        found[f"{table}.{column}"] = secret
    return found


def test_no_table_holds_a_name_a_number_or_an_address(db: None) -> None:
    journey()
    with make.at(ANNA):
        assert held_anywhere() == {}
        assert Case.objects.count() == 1


def test_the_search_itself_would_see_a_name_that_leaked(db: None) -> None:
    journey()
    with make.at(ANNA):
        Service.objects.create(external_id="2", name="Huis Zerlina", content_hash="0")
        assert held_anywhere() == {"referrals_service.name": "Zerlina"}


def test_the_texts_were_stored_at_all(db: None) -> None:
    journey()
    with make.at(ANNA), connection.cursor() as cursor:
        for table, column in (
            ("cases_note", "text"),
            ("cases_goal", "text"),
            ("assistant_analysis", "question"),
            ("assistant_decision", "adapted"),
            ("feedback_claimfeedback", "comment"),
            ("referrals_referral", "reason"),
        ):
            cursor.execute(f"select count(*) from {table} where {column} ~ '\\[(JONGERE|MOEDER|BROER-1)'")
            assert cursor.fetchone()[0] >= 1, table


def test_names_stand_in_no_session_and_no_queue(db: None) -> None:
    journey()
    from django.core.cache import cache

    client = cache._cache.get_client()  # type: ignore[attr-defined]
    for key in client.scan_iter(count=1000):
        if client.type(key) == b"string":
            value = client.get(key) or b""
            assert all(secret.encode() not in value for secret in SECRETS), key


@pytest.mark.parametrize("secret", SECRETS)
def test_each_secret_was_really_typed(secret: str) -> None:
    assert secret in TEXT or any(secret in person.name for person in PEOPLE) or secret == "Melchior"

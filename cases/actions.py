"""What can be done with a case: each verb checks, changes, and leaves its trace."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from cases.models import Assignment, Case, Goal, Note
from cases.pseudonymiser import Ages, Hidden, Key, KnownPerson, Policy, SafeText, hide
from cases.rules import same_word
from cases.vault import Secrets, keep_secrets, locked_vault, open_vault
from cases.words import share_words, shared_among
from organisations.actions.members import policy_here
from organisations.models import DateChoice, Membership, Team
from organisations.trail import record


class CaseClosed(ValueError):
    """A closed case takes no new text; reopening it is one click."""

    def __init__(self) -> None:
        super().__init__("Deze casus is afgesloten. Heropen ze om verder te schrijven; je tekst staat hier nog.")


@dataclass(frozen=True, kw_only=True)
class Marks:
    """The caregiver's corrections to what the pseudonymiser found in one text.

    `dismissed` words are no name in this case from now on, `shared` ones among them in the whole organisation; `left`
    words stay readable this once.
    """

    dismissed: tuple[str, ...] = ()
    added: tuple[tuple[int, int, str], ...] = ()
    shared: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


def open_case(
    by: Membership,
    *,
    pseudonym: str,
    team: Team,
    birth_year: int,
    living_situation: str,
    access_track: str,
    municipality: str = "",
    people: Iterable[KnownPerson] = (),
    goals: Sequence[str] = (),
) -> Case:
    """A new case with its vault, assigned to who opened it. Raises PseudonymiserError (nothing is then kept)."""
    case = Case.objects.create(
        pseudonym=pseudonym,
        team=team,
        birth_year=birth_year,
        living_situation=living_situation,
        access_track=access_track,
        opened_by=by,
    )
    open_vault(case, secrets=Secrets(key=Key.for_people(people), municipality=municipality))
    Assignment.objects.create(case=case, membership=by)
    for goal in goals:
        add_goal(case, text=goal)
    return case


def write_note(by: Membership, case: Case, *, text: str, kind: str, happened_on: date, marks: Marks = Marks()) -> Note:
    """Pseudonymise and store. Raises PseudonymiserError or CaseClosed; nothing is then stored."""
    safe = safe_text_in(case, text=text, marks=marks)
    note = Note.objects.create(case=case, author=by, kind=kind, happened_on=happened_on, text=safe)
    case.save()
    return note


def change_note(note: Note, *, text: str, kind: str, happened_on: date, marks: Marks = Marks()) -> None:
    """Replace the text of a note. Raises as write_note."""
    note.text = safe_text_in(note.case, text=text, marks=marks)
    note.kind, note.happened_on, note.edited_at = kind, happened_on, timezone.now()
    note.save()


def delete_note(note: Note) -> None:
    """Take a note out of the record; restore_note undoes it."""
    note.deleted_at = timezone.now()
    note.save()


def restore_note(note: Note) -> None:
    """Put a deleted note back."""
    note.deleted_at = None
    note.save()


def add_goal(case: Case, *, text: str) -> Goal:
    """A goal, pseudonymised. Raises as write_note."""
    return Goal.objects.create(case=case, text=safe_text_in(case, text=text))


def reach_goal(goal: Goal) -> None:
    """The goal is reached; doing it again takes that back."""
    goal.reached_at = None if goal.reached_at else timezone.now()
    goal.save()


def change_people(case: Case, *, people: Collection[KnownPerson], municipality: str) -> None:
    """Add people to the key. Nobody leaves it: their tokens stand in texts already."""
    secrets = locked_vault(case)
    keep_secrets(case, replace(secrets, key=secrets.key.with_people(people), municipality=municipality))
    record("vault.changed", case, people=len(people))


def close_case(case: Case) -> None:
    """No new text; everything stays readable."""
    case.closed_at = timezone.now()
    case.save()


def reopen_case(case: Case) -> None:
    """Undo close_case."""
    case.closed_at = None
    case.save()


def assign(case: Case, *, members: Collection[Membership]) -> None:
    """Exactly these caregivers work on the case."""
    for held in Assignment.objects.filter(case=case).exclude(membership__in=members):
        held.delete()
    for member in members:
        Assignment.objects.get_or_create(case=case, membership=member)


def safe_text_in(case: Case, *, text: str, marks: Marks = Marks(), closed_too: bool = False) -> SafeText:
    """The pseudonymised text, after the case's key has grown with what was new in it.

    The one way for typed text to become part of a case, for every app. Locks the vault until the transaction ends.
    Raises PseudonymiserError or CaseClosed.
    """
    if case.closed_at and not closed_too:
        raise CaseClosed
    secrets = locked_vault(case)
    hidden = hidden_in(case, text=text, secrets=secrets, marks=marks)
    keep_secrets(case, replace(secrets.dismissing(marks.dismissed), key=hidden.key))
    share_words(case, _left_readable(text, hidden, marks), key=hidden.key)
    return hidden.safe


def hidden_in(case: Case, *, text: str, secrets: Secrets, marks: Marks = Marks()) -> Hidden:
    """What the pseudonymiser makes of this text in this case; changes nothing. Raises PseudonymiserError.

    Goes over the text a second time when a word stands in it that is no name in the whole organisation.
    """
    no_name = (*secrets.dismissed, *marks.dismissed, *marks.left)
    policy = policy_of(case)
    found = hide(text, key=secrets.key, dismissed=no_name, added=marks.added, policy=policy)
    shared = shared_among({text[span.start : span.end] for span in found.spans}, key=secrets.key)
    if not shared:
        return found
    return hide(text, key=secrets.key, dismissed=(*no_name, *shared), added=marks.added, policy=policy)


def policy_of(case: Case) -> Policy:
    """What the organisation chose about ages and dates, as the pseudonymiser reads it for this case."""
    chosen = policy_here()
    relative = chosen.dates == DateChoice.RELATIVE
    return Policy(ages=Ages(chosen.ages), reference=case.opened_at.date() if relative else None)


def _left_readable(text: str, hidden: Hidden, marks: Marks) -> list[str]:
    """The words to share, as far as they really stayed readable: what is known to be somebody is shared nowhere."""
    gone = {same_word(text[span.start : span.end]) for span in hidden.spans}
    return [word for word in marks.shared if word in marks.dismissed and same_word(word) not in gone]

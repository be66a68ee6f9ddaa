"""The shapes of what caregivers fill in about a case."""

import json
from datetime import date
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from cases.actions import Marks
from cases.models import AccessTrack, Case, ErasureReason, LivingSituation, NoteKind
from cases.pseudonymiser import LABELS, KnownPerson
from organisations.models import Membership, Team

ROLES = (
    ("jongere", "jongere"), ("moeder", "moeder"), ("vader", "vader"), ("pleegouder", "pleegouder"),
    ("plusouder", "plusouder"), ("broer", "broer"), ("zus", "zus"), ("grootouder", "grootouder"),
    ("partner", "partner van een ouder"), ("vriend", "vriend(in)"), ("leerkracht", "iemand van school"),
    ("hulpverlener", "hulpverlener"), ("ander", "iemand anders"),
)  # fmt: skip
LABEL_WORDS = (
    ("PERSON", "naam van iemand"), ("ADDRESS", "adres"), ("PLACE", "plaats"), ("SCHOOL", "school"),
    ("ORGANISATION", "organisatie"), ("PHONE", "telefoonnummer"), ("EMAIL", "e-mailadres"),
    ("URL_OR_HANDLE", "link of account"), ("DATE_OF_BIRTH", "geboortedatum"), ("DATE", "datum"),
    ("NATIONAL_NUMBER", "rijksregisternummer"), ("BANK_ACCOUNT", "rekeningnummer"), ("FILE_NUMBER", "dossiernummer"),
    ("VEHICLE", "nummerplaat"), ("POSTCODE", "postcode"), ("AGE", "leeftijd"),
)  # fmt: skip
LONGEST_NOTE = 100_000
TOO_LONG = "Deze tekst is langer dan 100.000 tekens. Splits ze in meerdere notities; er is niets verloren."


class CaseForm(forms.ModelForm[Case]):
    """Who it is about, without a name, and what there is to reach."""

    field_order = (
        "pseudonym",
        "team",
        "birth_year",
        "living_situation",
        "access_track",
        "municipality",
        "goals",
    )
    municipality = forms.CharField(
        label="Gemeente",
        max_length=80,
        required=False,
        help_text="Voor hulp in de buurt. Staat versleuteld, niet in het dossier.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    goals = forms.CharField(
        label="Doelen",
        required=False,
        max_length=5000,
        help_text="Eén per regel. Namen worden vervangen door tokens.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        label="Team", queryset=None, empty_label=None, error_messages={"required": "Kies het team."}
    )

    class Meta:
        model = Case
        fields = ("pseudonym", "birth_year", "living_situation", "access_track")
        widgets = {
            "living_situation": forms.RadioSelect,
            "access_track": forms.RadioSelect,
            "birth_year": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        help_texts = {
            "pseudonym": "Een voorstel. Kies iets wat niets over de jongere zegt.",
            "birth_year": "Alleen het jaar; de geboortedatum hoeft AI4Care niet te kennen.",
        }
        error_messages = {
            "birth_year": {
                "required": "Vul het geboortejaar in.",
                "invalid": "Schrijf het jaar met vier cijfers.",
            },
        }

    def __init__(self, *args: Any, teams: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        team = self.fields["team"]
        assert isinstance(team, forms.ModelChoiceField)
        team.queryset = teams
        self.fields["living_situation"].choices = LivingSituation.choices  # type: ignore[attr-defined]
        self.fields["access_track"].choices = AccessTrack.choices  # type: ignore[attr-defined]
        for name in ("living_situation", "access_track"):
            self.fields[name].error_messages["required"] = "Kies wat past; je kunt dit later aanpassen."

    def clean_pseudonym(self) -> str:
        pseudonym = " ".join(str(self.cleaned_data["pseudonym"]).split())
        if Case.objects.filter(pseudonym__iexact=pseudonym).exclude(id=self.instance.id).exists():
            raise ValidationError("Deze schuilnaam is al in gebruik. Neem een andere.")
        return pseudonym

    def clean_birth_year(self) -> int:
        year, now = int(self.cleaned_data["birth_year"]), localdate().year
        if not now - 30 <= year <= now:
            raise ValidationError(f"Het geboortejaar ligt tussen {now - 30} en {now}.")
        return year


class PersonForm(forms.Form):
    """One person around the young person."""

    role = forms.ChoiceField(label="Wie", choices=ROLES, initial="ander")
    name = forms.CharField(
        label="Naam",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class PeopleFormSet(forms.BaseFormSet[PersonForm]):
    """The people around the young person."""

    def people(self) -> list[KnownPerson]:
        """Those with a name."""
        rows = [form.cleaned_data for form in self.forms if form.cleaned_data.get("name")]
        return [KnownPerson(role=row["role"], name=row["name"]) for row in rows]


def people_formset(*, rows: int) -> type[PeopleFormSet]:
    """A formset class with so many empty rows."""
    made = forms.formset_factory(PersonForm, formset=PeopleFormSet, extra=rows, max_num=60, absolute_max=60)
    return cast(type[PeopleFormSet], made)


class MarksField(forms.CharField):
    """A hidden JSON list that the editor fills in; nonsense counts as empty, since the text itself is what matters."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        try:
            held = json.loads(value or "[]")
        except (ValueError, RecursionError):
            return []
        return held if isinstance(held, list) else []


class NoteForm(forms.Form):
    """A note with the caregiver's corrections to its marks."""

    kind = forms.ChoiceField(label="Soort", choices=NoteKind.choices, initial=NoteKind.TALK)
    happened_on = forms.DateField(
        label="Datum",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
        error_messages={"required": "Kies een datum.", "invalid": "Deze datum bestaat niet."},
    )
    text = forms.CharField(
        label="Notitie",
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "true", "lang": "nl-BE", "autocomplete": "off"}),
        max_length=LONGEST_NOTE,
        error_messages={"required": "Schrijf eerst iets.", "max_length": TOO_LONG},
    )
    dismissed = MarksField(required=False)
    added = MarksField(required=False)
    shared = MarksField(required=False)

    def clean_happened_on(self) -> date:
        day: date = self.cleaned_data["happened_on"]
        if day > localdate():
            raise ValidationError("Deze datum ligt in de toekomst.")
        return day

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\r\n", "\n")
        if not text.strip():
            raise ValidationError("Schrijf eerst iets.")
        return text

    def marks(self) -> Marks:
        """The corrections, as far as they are well formed."""
        held = self.cleaned_data
        return marks_from(held["dismissed"], held["added"], shared=held["shared"], text=held["text"])


def marks_from(dismissed: Any, added: Any, *, text: str, shared: Any = ()) -> Marks:
    """Corrections to this text sent by a browser; whatever is malformed or lies outside the text is left out."""
    rows = tuple(tuple(row) for row in added if _is_mark(row, within=len(text))) if isinstance(added, list) else ()
    return Marks(dismissed=_words(dismissed), added=rows[:200], shared=_words(shared))


def _words(sent: Any) -> tuple[str, ...]:
    return tuple(word for word in sent if isinstance(word, str))[:200] if isinstance(sent, list) else ()


def _is_mark(row: Any, *, within: int) -> bool:
    if not (isinstance(row, list) and len(row) == 3):
        return False
    start, end, label = row
    return type(start) is int and type(end) is int and 0 <= start < end <= within and label in LABELS


class GoalForm(forms.Form):
    """One goal."""

    text = forms.CharField(
        label="Nieuw doel", max_length=500, error_messages={"required": "Schrijf het doel eerst op."}
    )


class AssignmentForm(forms.Form):
    """Who works on the case."""

    members: forms.ModelMultipleChoiceField[Membership] = forms.ModelMultipleChoiceField(
        label="Wie werkt aan deze casus", queryset=None, widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies minstens één collega."},
    )  # fmt: skip

    def __init__(self, *args: Any, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["members"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        field.queryset = Membership.objects.filter(active=True, places__team=team).distinct()


class ErasureReasonForm(forms.Form):
    """The first step of erasing a case: why."""

    reden = forms.ChoiceField(
        label="Waarom wis je deze casus?",
        choices=ErasureReason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een reden.", "invalid_choice": "Kies een reden uit de lijst."},
    )


class ErasureForm(ErasureReasonForm):
    """The second step: the pseudonym, typed, so that nobody erases by a slip of the hand."""

    pseudonym = forms.CharField(
        label="Typ de schuilnaam van deze casus",
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": "Typ de schuilnaam om te bevestigen."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reden"].widget = forms.HiddenInput()

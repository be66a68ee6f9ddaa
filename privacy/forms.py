"""The shape of what a DPO narrows the trail with; it travels in the address, so that a view can be kept."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from organisations.models import Membership
from privacy.queries import PLATFORM, TrailFilter
from privacy.rules import KINDS

FIRST, LAST = date(2020, 1, 1), date(2120, 1, 1)
NO_DATE = "Deze datum bestaat niet. Schrijf ze als dag/maand/jaar."


class DayField(forms.DateField):
    """A day of which the trail can know something."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            widget=forms.DateInput(attrs={"type": "date", "class": "input"}, format="%Y-%m-%d"),
            input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"],
            error_messages={"invalid": NO_DATE},
        )

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day and not FIRST <= day < LAST:
            raise ValidationError("Over deze datum kan het logboek niets weten.")
        return day


class TrailForm(forms.Form):
    """Days, person, event, case and kind; nothing is required."""

    van = DayField(label="Van")
    tot = DayField(label="Tot en met")
    wie = forms.ChoiceField(label="Wie", required=False, error_messages={"invalid_choice": "Kies iemand uit de lijst."})
    gebeurtenis = forms.RegexField(
        label="Gebeurtenis",
        regex=r"^[a-z]+\.[a-z]+$",
        max_length=60,
        required=False,
        error_messages={"invalid": "Kies een gebeurtenis uit de lijst."},
    )
    soort = forms.ChoiceField(
        label="Soort",
        choices=[("", "Alles"), *KINDS.items()],
        required=False,
        error_messages={"invalid_choice": "Kies een soort uit de lijst."},
    )
    casus = forms.UUIDField(
        label="Casusnummer",
        required=False,
        widget=forms.TextInput(attrs={"class": "input", "autocomplete": "off", "size": 38}),
        error_messages={"invalid": "Dit is geen casusnummer. Kopieer het uit een regel van het logboek."},
    )
    op = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = Membership.objects.values_list("user_id", "name")
        who = self.fields["wie"]
        assert isinstance(who, forms.ChoiceField)
        who.choices = [("", "Iedereen"), (PLATFORM, "AI4Care zelf"), *((str(user), name) for user, name in people)]
        who.widget.attrs["class"] = "input"

    def clean_op(self) -> datetime:
        """The moment the first page was opened: what is written while she turns pages does not shift them."""
        now = timezone.now()
        try:
            asked = parse_datetime(self.cleaned_data["op"])
        except ValueError:
            asked = None
        if asked is None or timezone.is_naive(asked) or not FIRST <= asked.date() < LAST:
            return now
        return min(asked, now)

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        first, last = data.get("van"), data.get("tot")
        if first and last and last < first:
            self.add_error("tot", "De laatste dag ligt voor de eerste. Wissel ze om.")
        return data

    def wanted(self) -> TrailFilter:
        """The filter, of a valid form."""
        data = self.cleaned_data
        case_id: UUID | None = data["casus"]
        return TrailFilter(
            first_day=data["van"],
            last_day=data["tot"],
            person=data["wie"],
            event=data["gebeurtenis"],
            kind=data["soort"],
            case_id=case_id,
            at=data["op"],
        )

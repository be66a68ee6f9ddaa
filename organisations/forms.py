"""The shapes of what administrators fill in."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from organisations.models import Policy, Role, Team, User


class RolesField(forms.TypedMultipleChoiceField):
    """One or more roles."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            choices=Role.choices,
            coerce=Role,
            label="Rollen",
            error_messages={"required": "Kies minstens één rol."},
            **kwargs,
        )


class InvitationForm(forms.Form):
    """Whom to invite, as what."""

    name = forms.CharField(label="Naam", max_length=80, error_messages={"required": "Vul een naam in."})
    email = forms.EmailField(
        label="E-mailadres",
        error_messages={
            "required": "Vul een e-mailadres in.",
            "invalid": "Dit is geen volledig e-mailadres.",
        },
    )
    roles = RolesField()
    team: forms.ModelChoiceField[Team] = forms.ModelChoiceField(
        label="Team", queryset=None, required=False, empty_label="Nog geen team"
    )
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["team"].queryset = Team.objects.all()  # type: ignore[attr-defined]


class MemberForm(forms.Form):
    """A member's roles and teams."""

    roles = RolesField()
    teams: forms.ModelMultipleChoiceField[Team] = forms.ModelMultipleChoiceField(
        label="Teams", queryset=None, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["teams"].queryset = Team.objects.all()  # type: ignore[attr-defined]


class TeamForm(forms.Form):
    """A new team."""

    name = forms.CharField(label="Naam van het team", max_length=80, error_messages={"required": "Vul een naam in."})

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"]).strip()
        if Team.objects.filter(name__iexact=name).exists():
            raise ValidationError("Er is al een team met deze naam.")
        return name


class PolicyForm(forms.ModelForm[Policy]):
    """What the organisation chooses."""

    class Meta:
        model = Policy
        fields = ("sees_team_cases", "hypothesis_first", "ages", "dates", "second_step", "names_shown_minutes")
        widgets = {"ages": forms.RadioSelect, "dates": forms.RadioSelect}
        help_texts = {
            "ages": "Een leeftijd helpt om te denken, en kan samen met andere feiten iemand aanwijzen.",
            "second_step": (
                "Met een wachtwoord alleen kan dan niemand binnen. Wie nog geen passkey of app met codes heeft, "
                "kiest er een bij het volgende bezoek."
            ),
            "dates": "Met de dag erbij kan wie het gezin kent, het herkennen. Een geboortedatum wordt altijd een jaar.",
        }
        error_messages = {name: {"required": "Kies wat past."} for name in ("ages", "dates")}

    names_shown_minutes = forms.IntegerField(
        label="Namen blijven zichtbaar (minuten)",
        min_value=1,
        max_value=30,
        help_text="Daarna verdwijnen ze vanzelf van het scherm.",
        error_messages={"min_value": "Kies minstens 1 minuut.", "max_value": "Kies hoogstens 30 minuten."},
    )


class AccountForm(forms.Form):
    """The password of a new account."""

    password = forms.CharField(
        label="Kies een wachtwoord",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text="Minstens twaalf tekens. Een zin van vier woorden is sterk en goed te onthouden.",
        error_messages={"required": "Kies een wachtwoord."},
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password = str(self.cleaned_data["password"])
        validate_password(password, user=User(email=self.email))
        return password

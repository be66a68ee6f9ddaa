"""The forms of the account pages whose labels are not in plain Dutch of themselves."""

from typing import Any

from allauth.account.forms import ChangePasswordForm, ResetPasswordKeyForm
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

NEW = "Minstens twaalf tekens. Een zin van vier woorden is sterk en goed te onthouden."


def _code(label: str, *, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
        error_messages={"required": "Tik de code in."},
    )


def _name(*, required: bool) -> forms.CharField:
    return forms.CharField(
        label="Naam van het toestel of de sleutel",
        required=required,
        max_length=100,
        error_messages={"required": "Vul een naam in."},
    )


class AppForm(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of an app, as a proof that it is linked."""

    code = _code("Code uit je app")


class SecondStepForm(AuthenticateForm):  # type: ignore[misc]
    """The code at logging in."""

    code = _code("Code", help_text="Zes cijfers uit je app, of een van je herstelcodes.")


class ConfirmForm(ReauthenticateForm):  # type: ignore[misc]
    """The code at confirming that it is she."""

    code = _code("Code", help_text="Zes cijfers uit je app, of een van je herstelcodes.")


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]
    """A new passkey or key."""

    name = _name(required=False)
    passwordless = forms.BooleanField(
        label="Ook aanmelden zonder wachtwoord",
        required=False,
        initial=True,
        help_text="Je toestel vraagt dan telkens je vingerafdruk, gezicht of pincode. Lukt dat niet, zet dit dan uit.",
    )


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc]
    """What a passkey is called."""

    name = _name(required=True)


class _TwiceForm(forms.Form):
    """A new password, typed twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label, self.fields["password1"].help_text = "Nieuw wachtwoord", NEW
        self.fields["password2"].label = "Nieuw wachtwoord, nog eens"
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class PasswordForm(_TwiceForm, ChangePasswordForm):  # type: ignore[misc]
    """Another password, by somebody who knows the present one."""


class ForgottenPasswordForm(_TwiceForm, ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, by somebody who followed the link in her mail."""

"""The shapes of the steps in the life of a version: sent back, withdrawn, reread."""

from django import forms

from knowledge.forms.fields import DayField, needed


class RemarkForm(forms.Form):
    """Why a version goes back to who wrote it."""

    remark = forms.CharField(
        label="Wat moet er veranderen", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=needed("Schrijf wat er moet veranderen."),
    )  # fmt: skip


class WithdrawForm(forms.Form):
    """Why a version is withdrawn."""

    reason = forms.CharField(
        label="Waarom trek je deze bron in", max_length=600, widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Iedereen die de bron gebruikte, leest deze zin. Noem geen jongere of gezin.",
        error_messages=needed("Schrijf waarom: wie de bron gebruikte, moet weten wat er niet klopt."),
    )  # fmt: skip


class RenewForm(forms.Form):
    """Until when it holds, now that it was reread."""

    valid_until = DayField(label="Geldig tot en met", required=False)
    review_by = DayField(
        label="Opnieuw te lezen tegen", required=False, help_text="Vul minstens een van deze twee datums in."
    )

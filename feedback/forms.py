"""The shapes of reporting a claim and of answering."""

from django import forms

from feedback.models import Reason

MOST = 5000
TOO_LONG = "Deze tekst is langer dan 5.000 tekens. Maak hem korter; er is niets verloren."
EXPLAINED = (
    (Reason.WRONG, "Onjuist: het klopt niet, of niet voor deze situatie"),
    (Reason.INCOMPLETE, "Onvolledig: er ontbreekt iets belangrijks"),
    (Reason.OUTDATED, "Verouderd: het is intussen anders"),
    (Reason.BIASED, "Bevooroordeeld: het doet iemand onrecht"),
    (Reason.UNSAFE, "Onveilig: wie dit volgt, loopt gevaar"),
    (Reason.PRIVACY, "Privacy: het maakt iemand herkenbaar"),
)


class FeedbackForm(forms.Form):
    """What is wrong with a claim, and why she thinks so."""

    reason = forms.ChoiceField(
        label="Wat is er mis?",
        choices=[(str(value), label) for value, label in EXPLAINED],
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies wat er mis is.",
            "invalid_choice": "Kies één van de redenen uit de lijst.",
        },
    )
    comment = forms.CharField(
        label="Wat weet jij dat hier niet staat?",
        required=False,
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3, "lang": "nl-BE"}),
        help_text="De kennisredacteur leest dit, zonder de casus te zien. Namen worden vervangen.",
        error_messages={"max_length": TOO_LONG},
    )


class AnswerForm(forms.Form):
    """What the editor says back."""

    answer = forms.CharField(
        label="Antwoord",
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 5, "lang": "nl-BE"}),
        help_text="Namen worden vervangen; die van auteurs uit de bron zelf blijven staan.",
        error_messages={"required": "Schrijf eerst een antwoord.", "max_length": TOO_LONG},
    )

"""The shapes of an article: its text, the works it leans on, the sources that pull the other way."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils import timezone

from knowledge.forms.fields import LONGEST_LINE, DayField, LinesField, needed
from knowledge.models import Jurisdiction, Perspective, SourceType
from knowledge.rules.article import CITABLE_LISTS, SUMMARY_LIMIT, Article, Contradiction, Reference
from knowledge.rules.completeness import BODY_LIMIT
from organisations.models import Membership, Role

LISTS = (
    ("indications", "Wanneer past dit", "Voor wie en in welke situatie. Eén zin per lijn."),
    ("contra_indications", "Wanneer niet of nog niet", "Eén zin per lijn."),
    ("first_steps", "Eerste stappen", "Wat je morgen kunt doen, in volgorde. Eén zin per lijn."),
    ("protocol", "Wat je nu doet", "Alleen bij gevaar: de stappen, in volgorde. Eén zin per lijn."),
    ("questions", "Vragen die je kunt stellen", "Zoals je ze zou zeggen. Eén vraag per lijn."),
    ("rights", "Rechten", "Wat de jongere en het gezin mogen vragen of weigeren. Eén zin per lijn."),
    ("reflection", "Om zelf bij stil te staan", "Vragen aan de hulpverlener zelf. Eén per lijn."),
    ("situations", "Vragen en situaties", "Waarop deze bron antwoordt, in de woorden van wie ze stelt. Eén per lijn."),
    ("lay_terms", "Woorden van gezinnen", "Hoe mensen dit noemen die het vakwoord niet kennen. Eén per lijn."),
    ("signals", "Signalen", "Alleen bij gevaar: woorden in een notitie die op dit gevaar wijzen. Eén per lijn."),
)
"""Name, label and help of each list, in the order of the form."""


class ArticleForm(forms.Form):
    """The text of a source. A draft may still lack much: what it needs for review is said at its page."""

    title = forms.CharField(label="Titel", max_length=200, error_messages=needed("Geef de bron een titel."))
    type = forms.ChoiceField(label="Soort", choices=SourceType.choices)
    perspective = forms.ChoiceField(label="Invalshoek", choices=Perspective.choices)
    jurisdiction = forms.ChoiceField(
        label="Bevoegdheid", choices=Jurisdiction.choices, initial=Jurisdiction.GENERAL,
        help_text="Wiens regels het volgt; algemene kennis volgt er geen.",
    )  # fmt: skip
    age_min = forms.IntegerField(label="Vanaf leeftijd", min_value=0, max_value=120, initial=0)
    age_max = forms.IntegerField(label="Tot en met leeftijd", min_value=0, max_value=120, initial=25)
    summary = forms.CharField(
        label="Samenvatting", required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"Wat het is en voor wie, in hoogstens {SUMMARY_LIMIT} tekens.",
    )  # fmt: skip
    body = forms.CharField(
        label="Tekst", required=False, max_length=BODY_LIMIT, widget=forms.Textarea(attrs={"rows": 18}),
        help_text="Begin elk deel met een tussentitel: ## Wat het is. Een lijstje begint met een streepje, **vet** met "
        "twee sterretjes.",
    )  # fmt: skip
    valid_from = DayField(label="Geldig vanaf", initial=timezone.localdate)
    valid_until = DayField(label="Geldig tot en met", required=False)
    review_by = DayField(
        label="Opnieuw te lezen tegen", required=False, help_text="Vul minstens een van deze twee datums in."
    )
    owner = forms.CharField(
        label="Eigenaar", max_length=120, help_text="Wie er voor lezers achter staat.",
        error_messages=needed("Vul in wie er achter deze bron staat."),
    )  # fmt: skip
    keeper: forms.ModelChoiceField[Membership] = forms.ModelChoiceField(
        label="Wie herinnerd wordt", queryset=None, required=False, empty_label="Alle kennisredacteurs en validatoren",
        help_text="60, 30 en 7 dagen voor de bron vervalt.",
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        writing = Membership.objects.filter(active=True, roles__overlap=[Role.EDITOR, Role.VALIDATOR])
        self.fields["keeper"].queryset = writing  # type: ignore[attr-defined]
        for name, label, help_text in LISTS:
            self.fields[name] = LinesField(label=label, help_text=help_text)

    @property
    def list_fields(self) -> list[Any]:
        """The fields that hold one item on each line."""
        return [self[name] for name, _, _ in LISTS]

    def article(self, *, sources: Sequence[Reference], contradicts: Sequence[Contradiction]) -> Article:
        """What was typed, in plain values; the slug is given when the source is made."""
        data = self.cleaned_data
        return Article(
            slug="", title=data["title"], type=data["type"], perspective=data["perspective"],
            jurisdiction=data["jurisdiction"], age_min=data["age_min"], age_max=data["age_max"],
            summary=" ".join(data["summary"].split()), body=data["body"].replace("\r\n", "\n").strip(),
            lists={name: data[name] for name in CITABLE_LISTS},
            signals=data["signals"], situations=data["situations"], lay_terms=data["lay_terms"],
            contradicts=tuple(contradicts), sources=tuple(sources),
            valid_from=data["valid_from"], valid_until=data["valid_until"], owner=data["owner"], starter=False,
        )  # fmt: skip


def initial_of(article: Article) -> dict[str, Any]:
    """What the form shows for an article that is there already."""
    plain = (
        "title", "type", "perspective", "jurisdiction", "age_min", "age_max", "summary", "body", "valid_from",
        "valid_until", "owner",
    )  # fmt: skip
    lists = {**article.lists, "situations": article.situations, "lay_terms": article.lay_terms}
    lists["signals"] = article.signals
    return {
        **{name: getattr(article, name) for name in plain},
        **{name: "\n".join(lists.get(name, ())) for name, _, _ in LISTS},
    }


class ReferenceForm(forms.Form):
    """One work that the text leans on."""

    title = forms.CharField(label="Titel van het werk", required=False, max_length=300)
    publisher = forms.CharField(label="Uitgever of auteur", required=False, max_length=200)
    date = forms.CharField(label="Datum of jaar", required=False, max_length=40)
    check = forms.BooleanField(label="Nog na te kijken", required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        filled = [bool(data.get(name)) for name in ("title", "publisher", "date")]
        if any(filled) and not all(filled):
            raise forms.ValidationError("Vul titel, uitgever en datum in, of maak de rij leeg.")
        return data

    def reference(self) -> Reference | None:
        """What was typed; None for an empty row."""
        data = self.cleaned_data
        return Reference(data["title"], data["publisher"], data["date"], data["check"]) if data.get("title") else None


class ContradictionForm(forms.Form):
    """Another source whose advice may pull the other way."""

    slug = forms.ChoiceField(label="Andere bron", required=False)
    why = forms.CharField(label="Waarom", required=False, max_length=LONGEST_LINE)

    def __init__(self, *args: Any, titles: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = {**({self.initial["slug"]: self.initial["slug"]} if self.initial.get("slug") else {}), **titles}
        self.fields["slug"].choices = [("", "Geen"), *known.items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if bool(data.get("slug")) != bool(data.get("why")):
            raise forms.ValidationError("Kies de andere bron én schrijf waarom ze elkaar tegenspreken.")
        return data

    def contradiction(self) -> Contradiction | None:
        """What was typed; None for an empty row."""
        data = self.cleaned_data
        return Contradiction(data["slug"], data["why"]) if data.get("slug") else None

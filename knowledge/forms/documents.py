"""The shapes of offering documents and of watching an address."""

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from knowledge.actions.documents import Offer
from knowledge.intake.fetching import FetchProblem, check_address
from knowledge.models import Jurisdiction, Perspective, SourceType

MOST_FILES = 10


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; each is judged as one."""

    widget = FilesInput

    def clean(self, data: Any, initial: Any = None) -> list["UploadedFile[Any]"]:
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if len(given) > MOST_FILES:
            raise ValidationError(f"Bied hoogstens {MOST_FILES} bestanden tegelijk aan. Er is niets bewaard.")
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class OfferForm(forms.Form):
    """What an editor says of a document."""

    title = forms.CharField(
        label="Titel", required=False, max_length=200,
        help_text="Laat leeg om de titel van het document zelf te nemen.",
    )  # fmt: skip
    type = forms.ChoiceField(label="Soort", choices=SourceType.choices, initial=SourceType.PROCEDURE)
    perspective = forms.ChoiceField(label="Invalshoek", choices=Perspective.choices, initial=Perspective.PRACTICAL)
    jurisdiction = forms.ChoiceField(label="Bevoegdheid", choices=Jurisdiction.choices, initial=Jurisdiction.GENERAL)
    publisher = forms.CharField(label="Uitgever", required=False, max_length=120)

    def offer(self) -> Offer:
        """What was said, in plain values."""
        return Offer(
            **{name: self.cleaned_data[name] for name in ("title", "type", "perspective", "jurisdiction", "publisher")},
            keep_original=bool(self.cleaned_data.get("keep_original")),
        )


class DocumentForm(OfferForm):
    """Files, and what holds for all of them."""

    uploads = FilesField(
        label="Bestanden",
        help_text=f"PDF, Word (.docx), OpenDocument (.odt), HTML, Markdown, tekst of e-mail (.eml). Hoogstens "
        f"{settings.DOCUMENT_MAX_BYTES // 2**20} MB per bestand.",
        error_messages={
            "required": "Kies minstens één bestand.",
            "empty": "Een van de bestanden is leeg. Er is niets bewaard.",
        },
    )
    keep_original = forms.BooleanField(
        label="Origineel bewaren", required=False,
        help_text="Alleen nodig als je het bestand zelf later nog wilt openen. De tekst wordt altijd bewaard.",
    )  # fmt: skip
    idempotency_key = forms.UUIDField(widget=forms.HiddenInput)
    field_order = ["uploads"]

    def clean(self) -> dict[str, Any]:
        held: dict[str, Any] = super().clean() or self.cleaned_data
        if held.get("title") and len(held.get("uploads", ())) > 1:
            self.add_error("title", "Een titel kan alleen bij één bestand. Laat hem leeg of kies één bestand.")
        return held


class WatchForm(OfferForm):
    """An address to follow."""

    url = forms.URLField(
        label="Adres", assume_scheme="https", max_length=400,
        error_messages={"required": "Vul een adres in.", "invalid": "Dit is geen volledig adres."},
    )  # fmt: skip
    field_order = ["url"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sites = " of ".join(host.lstrip(".") for host in settings.DOCUMENT_HOSTS)
        self.fields["url"].help_text = f"Een adres onder {sites}, met https."

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            check_address(url, hosts=settings.DOCUMENT_HOSTS)
        except FetchProblem as problem:
            raise ValidationError(str(problem)) from problem
        return url

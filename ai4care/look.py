"""The living style page: every component with sample data. In the demo only; everybody in it is invented."""

import json
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from cases.pseudonymiser import Key, KnownPerson, PseudonymiserError, find

NAVIGATION = (
    ("Vandaag", "sun"), ("Casussen", "folder"), ("Kennisbank", "book"), ("Sociale Kaart", "map"),
    ("Feedback", "message"), ("Privacy", "shield"), ("Beheer", "settings"),
)  # fmt: skip
STEPS = (
    ("pseudonymise", "Pseudonimiseren", "done"),
    ("search", "Bronnen zoeken", "current"),
    ("compare", "Invalshoeken vergelijken", "waiting"),
    ("check", "Citaten nakijken", "waiting"),
)
LABELS = (("PERSON", "persoon"), ("SCHOOL", "school"), ("PLACE", "plaats"), ("PHONE", "telefoonnummer"))
NOTE = (
    "Jana (14) belde huilend op van bij haar vriendin Noor. Mama was weer niet thuis.\n\n"
    "Op school, het Atheneum De Wissel, merkt juf Katrien dat ze na de middag vaak weg is. "
    "Haar gsm is 0470 12 34 56."
)
KEY = Key.for_people([KnownPerson("jongere", "Jana Vermeiren"), KnownPerson("moeder", "Ilse Vermeiren")])


class SampleForm(forms.Form):
    """One field of each kind."""

    pseudonym = forms.CharField(
        label="Schuilnaam", initial="Merel", help_text="Zo staat de casus in lijsten. Kies geen echte naam."
    )
    birth_year = forms.IntegerField(label="Geboortejaar", min_value=1995, max_value=2030)
    access = forms.ChoiceField(label="Toegang", choices=[("rtj", "Rechtstreeks toegankelijk"), ("crisis", "Crisis")])
    municipality = forms.CharField(label="Gemeente", required=False)
    perspectives = forms.MultipleChoiceField(
        label="Invalshoeken",
        choices=[("a", "Hechting"), ("b", "Systeemdenken"), ("c", "Contextueel"), ("d", "Trauma")],
        widget=forms.CheckboxSelectMultiple,
        initial=["a", "b"],
    )
    own = forms.BooleanField(
        label="Eerst mijn eigen hypothese noteren", required=False, help_text="Ze staat bovenaan de analyse."
    )


class NoteForm(forms.Form):
    """A note for the editor."""

    text = forms.CharField(label="Notitie", initial=NOTE, widget=forms.Textarea)


@require_GET
def look(request: HttpRequest) -> HttpResponse:
    """All components; ?fout=1 shows the form as it comes back refused, ?blad=memo an analysis."""
    page = "look/memo_page.html" if request.GET.get("blad") == "memo" else "look.html"
    form = SampleForm({"own": "on"}) if "fout" in request.GET else SampleForm()
    return render(request, page, {**_frame(), **_samples(), "form": form})


@require_GET
def look_passage(request: HttpRequest) -> HttpResponse:
    """The fragment that a citation opens in the drawer."""
    return render(request, "look/passage.html", _samples())


@require_POST
def look_find(request: HttpRequest) -> JsonResponse:
    """What the real pseudonymiser finds in the sample note; 503 when it does not answer."""
    asked = json.loads(request.body)
    try:
        spans = find(asked["text"], key=KEY, dismissed=asked["dismissed"], added=[tuple(a) for a in asked["added"]])
    except PseudonymiserError:
        return JsonResponse({}, status=503)
    return JsonResponse(
        {"spans": [{"start": s.start, "end": s.end, "label": s.label, "token": s.token} for s in spans]}
    )


def _frame() -> dict[str, Any]:
    pages = [{"label": label, "url": "#", "icon": icon, "current": label == "Casussen"} for label, icon in NAVIGATION]
    return {
        "organisation": {"slug": "voorbeeld", "name": "Voorbeeld Jeugdhulp"},
        "membership": {"name": "Anna Peeters", "role_labels": ["hulpverlener"]},
        "navigation": pages,
    }


def _samples() -> dict[str, Any]:
    return {
        "note_form": NoteForm(),
        "labels": LABELS,
        "steps": [{"name": name, "label": label, "state": state} for name, label, state in STEPS],
        "page_obj": Paginator(range(57), 10).page(2),
        "facts": [
            ("Soort", "methode"),
            ("Geldig tot", "31 december 2027"),
            ("Gevalideerd door", "E. Claes, orthopedagoog"),
        ],
        "waits": [("Brugge", 12), ("Gent", 31), ("Leuven", 19), ("Hasselt", 7)],
        "sort": "-wait",
    }

"""One version as its editors see it: where it stands, and each step of its life."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from cases.pseudonymiser import PseudonymiserError
from knowledge.actions.lifecycle import (
    StepRefused,
    discard_draft,
    index_again,
    new_version,
    renew_version,
    send_back,
    submit_for_review,
    validate_version,
    withdraw_version,
)
from knowledge.forms.versions import RemarkForm, RenewForm, WithdrawForm
from knowledge.models import Version
from knowledge.permissions import standing_of, version_for
from knowledge.queries.law import article_facts_of
from knowledge.queries.passages import state_of
from knowledge.queries.reading import parts_of
from knowledge.queries.room import indexing_of
from knowledge.queries.written import article_of, pointing_at_people
from knowledge.rules.compare import differences
from knowledge.rules.completeness import what_lacks
from knowledge.rules.lifecycle import Step, allowed_steps, is_expiring, refusal
from organisations.models import Role
from organisations.permissions import needs
from organisations.requests import MemberRequest

NOT_LOOKED = "De pseudonimiseerder antwoordt niet. Er is niets veranderd. Probeer het zo opnieuw."


@needs(Role.EDITOR, Role.VALIDATOR)
def version(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """The text with what can be done; htmx asks only how the indexing goes."""
    found = version_for(request.membership, version_id)
    context = {"version": found, "indexing": indexing_of(found), "state": state_of(found)}
    if request.htmx:
        return render(request, "knowledge/_indexing.html", context)
    return render(request, "knowledge/version.html", {**context, **_around(request, found), "remark": RemarkForm()})


def _around(request: MemberRequest, found: Version) -> dict[str, object]:
    article, standing = article_of(found), standing_of(request.membership, found)
    steps = allowed_steps(standing)
    today, state = timezone.localdate(), state_of(found)
    return {
        "source": found.source, "state": state, "parts": parts_of(found), "steps": {str(step) for step in steps},
        "lacks": what_lacks(article, review_by=found.review_by, today=today)
        if found.status == "draft" else [],
        "people": pointing_at_people(article) if steps & {Step.SUBMIT, Step.VALIDATE} else (),
        "not_validating": refusal(Step.VALIDATE, standing) if found.status == "in_review" else "",
        "expiring": state == "live"
        and is_expiring(valid_until=found.valid_until, review_by=found.review_by, today=today),
        "versions": list(found.source.versions.all()), "law": article_facts_of(found),
    }  # fmt: skip


@needs(Role.EDITOR, Role.VALIDATOR)
def version_compare(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """What changed between this version and another one of the same source, ?met=2; without it the one before."""
    found = version_for(request.membership, version_id)
    number = request.GET.get("met", "")
    wanted = int(number) if number.isdecimal() and len(number) < 7 else found.number - 1
    other = found.source.versions.filter(number=wanted).select_related("source").first()
    older, newer = sorted([other or found, found], key=lambda one: one.number)
    context = {"older": older, "newer": newer, "version": found,
               "differences": differences(article_of(older), article_of(newer))}  # fmt: skip
    return render(request, "knowledge/compare.html", context)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_submit(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Ask a validator to read it."""
    said = "De versie ligt klaar voor een validator. Je kunt ze niet meer wijzigen, tenzij ze teruggestuurd wordt."
    return _step(request, version_id, lambda found: submit_for_review(request.membership, found), said=said)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_send_back(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Back to who wrote it, with a remark."""
    found, form = version_for(request.membership, version_id), RemarkForm(request.POST)
    if not form.is_valid():
        context = {"version": found, "indexing": indexing_of(found), **_around(request, found), "remark": form}
        return render(request, "knowledge/version.html", context, status=422)
    remark = form.cleaned_data["remark"]
    said = f"De versie is teruggestuurd. {found.author_name} ziet je opmerking."
    return _step(request, version_id, lambda one: send_back(request.membership, one, remark=remark), said=said)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_validate(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """It may be used from its first day on."""
    revision = request.POST.get("revision", "")

    def validate(found: Version) -> None:
        read = int(revision) if revision.isdecimal() and len(revision) < 7 else -1
        validate_version(request.membership, found, revision=read, people_checked="people_checked" in request.POST)

    return _step(request, version_id, validate, said="De versie is gevalideerd en wordt nu vindbaar gemaakt.")


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_new(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """A draft that begins with the text of this version."""
    found = version_for(request.membership, version_id)
    try:
        with transaction.atomic():
            draft = new_version(request.membership, found)
    except StepRefused as refused:
        messages.warning(request, str(refused))
        return redirect("version", organisation=request.organisation.slug, version_id=version_id)
    return redirect("version_edit", organisation=request.organisation.slug, version_id=draft.pk)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_discard(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Throw a draft away."""
    found = version_for(request.membership, version_id)
    try:
        with transaction.atomic():
            discard_draft(request.membership, found)
    except StepRefused as refused:
        messages.warning(request, str(refused))
        return redirect("version", organisation=request.organisation.slug, version_id=version_id)
    messages.success(request, "Het ontwerp is weggegooid.", f"source-{version_id}")
    return redirect("own_knowledge", organisation=request.organisation.slug)


@needs(Role.EDITOR, Role.VALIDATOR)
@require_POST
def version_index(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Try once more to make it findable."""
    said = "De versie wordt opnieuw vindbaar gemaakt."
    return _step(request, version_id, lambda found: index_again(request.membership, found), said=said)


@needs(Role.EDITOR, Role.VALIDATOR)
def version_renew(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """She reread it: until when does it hold."""
    found = version_for(request.membership, version_id)
    form = RenewForm(request.POST or None, initial={"valid_until": found.valid_until, "review_by": found.review_by})
    status = 200
    if request.method == "POST":
        status = _kept(form, lambda: renew_version(request.membership, found, **form.cleaned_data))
        if not status:
            messages.success(request, "De bron is herlezen en verlengd.", f"renew-{found.pk}")
            return redirect("version", organisation=request.organisation.slug, version_id=found.pk)
    said = refusal(Step.RENEW, standing_of(request.membership, found))
    context = {"version": found, "form": form, "said": said, "parts": parts_of(found)}
    return render(request, "knowledge/renew.html", context, status=status)


@needs(Role.EDITOR, Role.VALIDATOR)
def version_withdraw(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Out of use at once, with the reason, after seeing which analyses and answers lean on it."""
    found, form = version_for(request.membership, version_id), WithdrawForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = _kept(form, lambda: withdraw_version(request.membership, found, **form.cleaned_data))
        if not status:
            said = "De bron is ingetrokken. Wie ze in een analyse of antwoord had, krijgt bericht."
            messages.success(request, said, f"withdraw-{found.pk}")
            return redirect("version", organisation=request.organisation.slug, version_id=found.pk)
    said = refusal(Step.WITHDRAW, standing_of(request.membership, found))
    return render(request, "knowledge/withdraw.html", {"version": found, "form": form, "said": said}, status=status)


def _kept(form: RenewForm | WithdrawForm, keep: Callable[[], object]) -> int:
    """0 when it was kept, else the status of the page that gives the text back."""
    if not form.is_valid():
        return 422
    try:
        with transaction.atomic():
            keep()
    except StepRefused as refused:
        form.add_error(None, list(refused.sentences))
        return 422
    return 0


def _step(request: MemberRequest, version_id: UUID, take: Callable[[Version], object], *, said: str) -> HttpResponse:
    """Take one step, or say why not; either way back to the page of the version."""
    found = version_for(request.membership, version_id)
    try:
        with transaction.atomic():
            take(found)
    except StepRefused as refused:
        for sentence in refused.sentences:
            messages.warning(request, sentence)
    except PseudonymiserError:
        messages.error(request, NOT_LOOKED)
    else:
        messages.success(request, said)
    return redirect("version", organisation=request.organisation.slug, version_id=found.pk)

"""The doors of an organisation: who is let in, and to which corner."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpResponseBase

from organisations.models import Membership, Organisation, Policy, Role, User
from organisations.requests import MemberRequest

P = ParamSpec("P")
View = Callable[Concatenate[MemberRequest, P], HttpResponseBase]


class SecondStepMissing(Http404):
    """She is a member, and has not set up the second step that the organisation asks; to who does not know, a 404."""


def organisation_for(slug: str) -> Organisation:
    """The organisation at this address; Http404 when there is none."""
    try:
        return Organisation.objects.get(slug=slug)
    except Organisation.DoesNotExist as absent:
        raise Http404 from absent


def membership_for(user: User, *, organisation_id: UUID) -> Membership:
    """Her active membership in the organisation in scope; Http404 for strangers, as if it were not there.

    Raises SecondStepMissing, itself an Http404, for a member who has yet to set one up.
    """
    member = Membership.objects.filter(user_id=user.pk, active=True, organisation_id=organisation_id).first()
    if member is None:
        raise Http404
    if Policy.objects.filter(second_step=True).exists() and not _has_second_step(user):
        raise SecondStepMissing
    return member


def _has_second_step(user: User) -> bool:
    """Recovery codes alone are none: they come with a passkey or an app."""
    steps = (Authenticator.Type.WEBAUTHN, Authenticator.Type.TOTP)
    return bool(Authenticator.objects.filter(user_id=user.pk, type__in=steps).exists())


def organisations_of(user: User) -> list[Organisation]:
    """Where she may go. One query through her own rows only, so no scope of any organisation is needed."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("select set_config('ai4care.user', %s, true)", [str(user.pk)])
        cursor.execute("select organisation_id from organisations_membership where user_id = %s and active", [user.pk])
        ids = [row[0] for row in cursor.fetchall()]
        cursor.execute("select set_config('ai4care.user', '', true)")
    return list(Organisation.objects.filter(id__in=ids).order_by("name"))


def needs(*roles: Role) -> Callable[[View[P]], View[P]]:
    """Only members with one of these roles; other members get 403."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: MemberRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.membership.has(*roles):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded  # type: ignore[return-value]

    return decorate

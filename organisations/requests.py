"""The request that a view inside an organisation gets."""

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from organisations.models import Membership, Organisation, User


class MemberRequest(HttpRequest):
    """A member's request: the middleware has resolved the organisation and opened its scope."""

    organisation: Organisation
    membership: Membership
    user: User
    htmx: HtmxDetails

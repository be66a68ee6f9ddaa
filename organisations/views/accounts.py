"""What is not offered of the account pages."""

from typing import Any, NoReturn

from django.http import Http404, HttpRequest


def closed(request: HttpRequest, **asked: Any) -> NoReturn:
    """As an address that does not exist."""
    raise Http404

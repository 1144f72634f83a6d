"""Who makes a request."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

from accounts.models import User


def signed_in(request: HttpRequest) -> User:
    """The person, for views behind `login_required`. Raises PermissionDenied for a visitor."""
    user = request.user
    if not user.is_authenticated:
        raise PermissionDenied
    return user

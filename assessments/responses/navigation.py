"""What the header offers: to take stock, and to find one's own again."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from ui.navigation import MenuItem, register


def connect() -> None:
    register(MenuItem(_("Take stock"), "responses:start", order=10))
    register(MenuItem(_("My assessments"), "responses:mine", order=80, visible=_is_signed_in))


def _is_signed_in(request: HttpRequest) -> bool:
    return request.user.is_authenticated

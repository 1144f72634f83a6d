"""The person's organisations on "My account"."""

from typing import Any

from django.http import HttpRequest

from accounts.people import signed_in
from organisations.queries import organisations_of


def of_the_person(request: HttpRequest) -> dict[str, Any]:
    return {"organisations": organisations_of(signed_in(request))}

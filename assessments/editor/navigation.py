"""The way to the editor from "My account", for the team of the territory alone; the desk leads there too."""

from typing import Any

from django.http import HttpRequest

from territories.desk import is_of_the_team


def of_the_team(request: HttpRequest) -> dict[str, Any] | None:
    return {} if request.user.is_superuser or is_of_the_team(request) else None

"""Clients of the tests: members of a team, on their own host, with the second factor that the editor wants."""

from typing import Any

from django.test import Client

from assessments.frameworks.domain.document import Document
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import import_document
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.factories import responses as small
from tests.factories.territories import make_agent


def client_of(territory: Territory, role: RoleName | None = RoleName.ADMINISTRATOR, user: Any = None) -> Client:
    """A browser of someone with `role` in `territory`; anonymous when both are None."""
    client = Client(HTTP_HOST=territory.host)
    if role is not None or user is not None:
        client.force_login(
            user or make_agent(territory, role or ""), backend="django.contrib.auth.backends.ModelBackend"
        )
    return client


def draft(territory: Territory, code: str = "essai", **changes: Any) -> FrameworkVersion:
    """A draft of the small framework with every type of question."""
    with territory_scope(territory):
        return import_document(document=small.document(code, **changes), territory=territory)


def sent_back(client: Client, address: str) -> dict[str, Any]:
    """What a browser would send back, untouched."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {"seen": form.seen_now}
    for field in form:
        value = field.value()
        sent |= {} if value is None or value is False else {field.html_name: value}
    for table in form.tables:
        sent |= {cell.name: cell.value for row in table.shown for cell in row.cells}
    return sent


def document_of(version: FrameworkVersion) -> Document:
    """As it stands now."""
    with territory_scope(version.framework.territory):
        return read_rows(FrameworkVersion.objects.select_related("framework").get(pk=version.pk))

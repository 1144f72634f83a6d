"""Clients of the test: who they are and what they hold."""

from typing import Any

from django.test import Client

from assessments.responses.access import HELD
from assessments.results.models import Result

HOST = "grand-poitiers.localhost"


def visitor(user: Any = None, *, holds: Result | None = None, host: str = HOST) -> Client:
    """A browser on `host`, signed in or not, whose session may hold the assessment of a result."""
    client = Client(HTTP_HOST=host)
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    if holds is not None:
        session = client.session
        session[HELD] = {str(holds.assessment_id): holds.assessment.link_nonce}
        session.save()
    return client

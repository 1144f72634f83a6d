"""Action plans. Call inside a scope; the framework is that of tests/factories/results.py."""

from datetime import date, timedelta
from io import BytesIO
from itertools import count
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.plans.models import Action, Status
from assessments.plans.services import change_status, start_action
from assessments.results.models import Result
from organisations.models import Organisation
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

_numbers = count(1)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def owned(
    answers: dict[str, Any] | None = None, *, version: FrameworkVersion | None = None, **fields: Any
) -> tuple[User, Organisation, Result]:
    """An owner, their organisation, and its result."""
    owner = make_user()
    organisation = make_organisation(owner, **fields)
    return owner, organisation, make_result(answers, organisation=organisation, author=owner, version=version)


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make_action(organisation: Organisation, result: Result | None = None, **fields: Any) -> Action:
    """To do in 90 days; with `result`, it moves EA2 (garden watering) to its next step."""
    about: dict[str, Any] = {}
    if result is not None:
        about = {
            "result": result, "version": result.version, "question_code": "EA2", "theme": "water", "target": "c1",
        }  # fmt: skip
    facts = {"title": f"Action {next(_numbers)}", "due_on": in_days(90), "author": None, **about}
    return start_action(organisation=organisation, **{**facts, **fields})


def make_done(organisation: Organisation, result: Result | None = None, **fields: Any) -> Action:
    action = make_action(organisation, result, **fields)
    return change_status(action=action, status=Status.DONE, author=None)


def pdf(name: str = "facture.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, PDF, content_type="application/pdf")


def picture(form: str = "PNG", name: str = "photo.png") -> SimpleUploadedFile:
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "green").save(drawn, form)
    return SimpleUploadedFile(name, drawn.getvalue())

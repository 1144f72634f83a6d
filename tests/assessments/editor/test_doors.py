"""The doors of the desk: out to a file, on to the library."""

from dataclasses import replace

import pytest
from django.urls import reverse

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import import_document
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of
from tests.factories.frameworks import simple_document

pytestmark = pytest.mark.django_db


def test_a_text_that_no_worksheet_holds_is_said(poitiers: Territory) -> None:
    document = simple_document()
    wordy = replace(document, description=dict.fromkeys(document.languages, "x" * 40_000))
    with territory_scope(poitiers):
        version: FrameworkVersion = import_document(document=wordy, territory=poitiers)
    client = client_of(poitiers)
    said = client.get(reverse("editor:export", args=[version.pk, "xlsx"]), follow=True)
    assert "trop long" in said.content.decode()
    assert client.get(reverse("editor:export", args=[version.pk, "yaml"])).status_code == 200


def test_the_list_leads_to_the_library(poitiers: Territory) -> None:
    page = client_of(poitiers).get(reverse("editor:list")).content.decode()
    assert f'href="{reverse("codesign:library")}"' in page

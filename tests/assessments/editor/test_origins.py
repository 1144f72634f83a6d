"""A file that says where its questions come from, imported on screen: the map from what is published now."""

from dataclasses import replace

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.frameworks import maps
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.models import FrameworkVersion, VersionMap
from assessments.frameworks.services import import_document, publish
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of

pytestmark = pytest.mark.django_db
TABLE = """identifiant,nom,points,pourcentage,origine
1,Axe,10,,
1.1,Action,10,,
1.1.1,Première,,25,"{first}"
1.1.2,Deuxième,,75,"{second}"
"""


def table(first: str = "", second: str = "") -> bytes:
    return TABLE.format(first=first, second=second).encode()


@pytest.fixture
def source(poitiers: Territory) -> FrameworkVersion:
    document = read_bytes(table(), "ancien.csv").document
    assert document is not None
    with territory_scope(poitiers):
        made = import_document(document=replace(document, code="eci"), territory=poitiers)
        publish(version=made)
        made.refresh_from_db()
        return made


@pytest.fixture
def author(poitiers: Territory) -> Client:
    return client_of(poitiers)


def load(client: Client, data: bytes, **more: str) -> list[tuple[str, str]]:
    """What was said, after the draft was made."""
    answer = client.post(reverse("editor:import"), {"file": SimpleUploadedFile("nouveau.csv", data)} | more)
    assert answer.status_code == 302
    return [(one.level_tag, str(one)) for one in get_messages(answer.wsgi_request)]


def test_the_origins_become_the_map_and_what_is_lost_is_told(
    poitiers: Territory, author: Client, source: FrameworkVersion
) -> None:
    said = load(author, table("Eci_1.1.1 (0,5)", "Nouvelle action"), keep_map="on")
    with territory_scope(poitiers):
        links = maps.links_of(VersionMap.objects.get(source=source))
    assert {(one.old, one.new, str(one.weight)) for one in links if one.carries} == {("1.1.1", "1.1.1", "1/2")}
    assert [level for level, _ in said] == ["success", "success", "warning"]
    assert "1.1.2" in said[-1][1]


@pytest.mark.parametrize(
    ("first", "more", "level"), [("Eci_1.1.1", {}, "info"), ("Eci_9.9.9", {"keep_map": "on"}, "warning")]
)
def test_no_map_is_made_where_it_is_not_wanted_or_says_nothing(
    poitiers: Territory, author: Client, source: FrameworkVersion, first: str, more: dict[str, str], level: str
) -> None:
    assert load(author, table(first), **more)[-1][0] == level
    with territory_scope(poitiers):
        assert not VersionMap.objects.exists()


def test_a_file_that_says_nothing_says_nothing_of_maps(author: Client, source: FrameworkVersion) -> None:
    assert len(load(author, table(), keep_map="on")) == 1


def test_with_nothing_published_the_origins_lead_nowhere(author: Client) -> None:
    assert load(author, table("Eci_1.1.1"), keep_map="on")[-1][0] == "info"

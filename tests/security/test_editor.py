"""The editor of questionnaires: what its forms may not set, and what it says of strange files and figures."""

import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from assessments.editor.domain.operations import Operation, Refused, apply
from assessments.editor.models import Edit
from assessments.frameworks.domain.document import Resource
from assessments.frameworks.domain.writer import to_yaml
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import import_document, new_draft, publish, to_review
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.assessments.editor.desk import sent_back
from tests.factories.accounts import make_user
from tests.factories.frameworks import simple_document
from tests.factories.territories import make_agent
from tests.security.world import browser


@pytest.fixture
def draft(poitiers: Territory) -> FrameworkVersion:
    with territory_scope(poitiers):
        return import_document(document=simple_document(code="local"), territory=poitiers)


@pytest.fixture
def author(poitiers: Territory) -> Client:
    return browser(poitiers, make_agent(poitiers, RoleName.ANIMATOR))


@pytest.mark.parametrize("field", ["code", "version", "base", "core", "origin", "themes", "status", "sharing"])
def test_no_operation_sets_where_a_framework_comes_from(field: str) -> None:
    document = simple_document()
    operation = Operation("set", "document", "", field, getattr(document, field, ""), "autre")
    with pytest.raises(Refused):
        apply(document, operation)


def test_a_form_does_not_say_where_a_part_comes_from(
    draft: FrameworkVersion, author: Client, poitiers: Territory
) -> None:
    address = reverse("editor:node", args=[draft.pk, "t1q1"])
    with territory_scope(poitiers):
        before = read_rows(draft)
    sent = sent_back(author, address)
    sent |= {"weight": "2", "origin": "socle", "code": "pris", "choices.0.origin": "socle", "choices.0.counts_as": "s1"}
    author.post(address, sent)
    with territory_scope(poitiers):
        after = read_rows(draft)
    assert next(after.questions()).weight == 2
    assert {q.origin for q in after.questions()} == {""}
    assert [q.code for q in after.questions()] == [q.code for q in before.questions()]
    assert {(c.origin, c.counts_as) for q in after.questions() for c in q.choices} == {("", "")}


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//mal.exemple"])
def test_a_resource_leads_to_the_web_only(
    url: str, draft: FrameworkVersion, author: Client, poitiers: Territory
) -> None:
    address = reverse("editor:settings", args=[draft.pk])
    sent: dict[str, Any] = {
        "title_fr": "Titre", "title_en": "Title", "languages": "fr, en",
        "minimum": "0", "maximum": "100", "decimals": "0",
        "seconds_per_question": "30", "resources.0.code": "r", "resources.0.title_fr": "R", "resources.0.title_en": "R",
        "resources.0.url": url, "completeness": "0", "theme_completeness": "0",
    }  # fmt: skip
    author.post(address, sent)
    with territory_scope(poitiers):
        assert read_rows(draft).resources == ()
    author.post(address, sent | {"resources.0.url": "https://exemple.fr"})
    with territory_scope(poitiers):
        assert [one.url for one in read_rows(draft).resources] == ["https://exemple.fr"]
    resource = Resource(code="r", title={"fr": "R", "en": "R"}, url=url)
    file = to_yaml(replace(simple_document(code="liens"), resources=(resource,))).encode()
    assert author.post(reverse("editor:import"), {"file": SimpleUploadedFile("f.yaml", file)}).status_code == 422


def test_what_a_page_says_it_was_opened_on_has_no_end(draft: FrameworkVersion, author: Client) -> None:
    for name, arguments in (("node", [draft.pk, "t1q1"]), ("settings", [draft.pk])):
        address = reverse(f"editor:{name}", args=arguments)
        assert author.post(address, {"seen": "[" * 200_000, "title_fr": "T", "title_en": "T"}).status_code < 500


@pytest.mark.parametrize("weight", ["1e99999999", "9" * 5000, "1/0", "nan", "-1"])
def test_a_weight_that_nobody_means_is_not_tried(weight: str, draft: FrameworkVersion, author: Client) -> None:
    assert author.get(reverse("editor:node", args=[draft.pk, "t1q1"]), {"weight": weight}).status_code == 200


def test_no_address_of_the_editor_changes_what_is_published_or_read_by_others(
    draft: FrameworkVersion, author: Client, poitiers: Territory
) -> None:
    with territory_scope(poitiers):
        publish(version=draft)
        before = read_rows(draft)
    acts = {
        "act": {"act": "remove", "node": "question", "code": "t1q1"}, "undo": {"go": "undo"}, "review": {"to": "draft"},
        "settings": {"title_fr": "Pris", "title_en": "Taken"},
    }  # fmt: skip
    for name, sent in acts.items():
        author.post(reverse(f"editor:{name}", args=[draft.pk]), sent)
    for name in ("node", "kind"):
        author.post(reverse(f"editor:{name}", args=[draft.pk, "t1q1"]), {"kind": "text", "title_fr": "Pris"})
    draft.refresh_from_db()
    with territory_scope(poitiers):
        assert (draft.status, read_rows(draft)) == ("published", before)
        assert not Edit.objects.exists()


def test_a_file_does_not_change_a_version_in_review(
    draft: FrameworkVersion, author: Client, poitiers: Territory
) -> None:
    with territory_scope(poitiers):
        to_review(version=draft)
        before = read_rows(draft)
    file = to_yaml(replace(simple_document(code="local"), title={"fr": "Pris", "en": "Taken"})).encode()
    assert author.post(reverse("editor:import"), {"file": SimpleUploadedFile("f.yaml", file)}).status_code == 422
    with territory_scope(poitiers):
        assert read_rows(draft) == before


def test_a_file_s_name_says_nothing_but_a_name(draft: FrameworkVersion, author: Client, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        strange = new_draft(version=draft, number='2\r\nSet-Cookie: a=b"; ../é')
    answer = author.get(reverse("editor:export", args=[strange.pk, "json"]))
    assert answer.headers["Content-Disposition"] == 'attachment; filename="local-2-set-cookie-a-b-e.json"'
    assert json.loads(answer.content)


def test_the_team_s_pages_want_a_second_factor(draft: FrameworkVersion, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        user = make_user()
        grant_role(territory=poitiers, user=user, role=RoleName.ADMINISTRATOR)
    client = browser(poitiers, user)
    for name, arguments in (("editor:tree", [draft.pk]), ("editor:publish", [draft.pk]), ("codesign:library", [])):
        answer = client.get(reverse(name, args=arguments))
        assert answer.headers["Location"].startswith(reverse("accounts:second_factor"))

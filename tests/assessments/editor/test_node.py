"""The page of one question: every field saved, nothing lost, nobody's change written over."""

import pytest
from django.test import Client
from django.urls import reverse

from assessments.editor.models import Edit
from assessments.frameworks.domain.document import Question
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.scoring import AllOf, AnyOf, Fits, Given, Not
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of, draft, sent_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(poitiers: Territory) -> FrameworkVersion:
    return draft(poitiers)


@pytest.fixture
def author(poitiers: Territory) -> Client:
    return client_of(poitiers, RoleName.ANIMATOR)


def question(version: FrameworkVersion, code: str) -> Question:
    with territory_scope(version.framework.territory):
        return next(one for one in read_rows(version).questions() if one.code == code)


@pytest.mark.parametrize("code", ["E1", "E2", "E3", "F1", "F2", "F3", "F4"])
def test_a_page_sent_back_untouched_changes_nothing(author: Client, version: FrameworkVersion, code: str) -> None:
    address = reverse("editor:node", args=[version.pk, code])
    before = question(version, code)
    assert author.post(address, sent_back(author, address)).status_code == 302
    assert question(version, code) == before
    with territory_scope(version.framework.territory):
        assert not Edit.objects.exists()


def test_texts_weight_points_and_order_are_saved_at_once(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    sent = sent_back(author, address)
    sent |= {
        "title_fr": "Suivez-vous l'énergie ?", "weight": "0,5", "time_bound": "on", "applies_kinds": ["company"],
        "choices.0.order": "9", "choices.1.points": "3", "choices.3.title_fr": "Tout", "choices.3.title_en": "All",
        "choices.3.points": "4",
    }  # fmt: skip
    assert author.post(address, sent).status_code == 302
    found = question(version, "E1")
    assert (found.title["fr"], str(found.weight), found.time_bound) == ("Suivez-vous l'énergie ?", "1/2", True)
    assert [(choice.code, str(choice.points)) for choice in found.choices] == [
        ("b", "3"), ("c", "4"), ("c1", "4"), ("a", "0")
    ]  # fmt: skip
    assert found.applies.kinds == {"company"}
    with territory_scope(version.framework.territory):
        assert Edit.objects.count() == 1


def test_what_is_wrong_is_said_and_what_was_typed_stays(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    sent = sent_back(author, address) | {"weight": "beaucoup", "title_fr": "Gardé ?", "choices.0.points": "dix"}
    page = author.post(address, sent)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Gardé ?" in text
    assert 'value="beaucoup"' in text
    assert 'value="dix"' in text
    assert question(version, "E1").title["fr"] == "Suivez-vous vos consommations ?"


def test_an_unsound_question_is_refused(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    sent = sent_back(author, address) | {f"choices.{n}.remove": "1" for n in range(3)}
    assert author.post(address, sent).status_code == 422
    assert len(question(version, "E1").choices) == 3


def test_a_stale_page_shows_both_and_writes_nothing(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    mine, theirs = sent_back(author, address), sent_back(author, address)
    author.post(address, theirs | {"why_fr": "La leur."})
    page = author.post(address, mine | {"why_fr": "La mienne.", "weight": "2"})
    text = page.content.decode()
    assert page.status_code == 409
    assert "La leur." in text
    assert "La mienne." in text
    assert question(version, "E1").why["fr"] == "La leur."
    again = mine | {"seen": page.context["form"].seen_now, "why_fr": "La mienne.", "weight": "2"}
    assert author.post(address, again).status_code == 302
    assert (question(version, "E1").why["fr"], str(question(version, "E1").weight)) == ("La mienne.", "2")


def test_a_condition_is_written_without_code(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:condition", args=[version.pk, "question", "F3"])
    author.post(f"{address}?group=new&about=E1", {"do": "add", "among": ["b", "c"], "verb": "is"})
    assert question(version, "F3").visible_if == Given("E1", frozenset({"b", "c"}))
    author.post(f"{address}?group=new&about=profile", {"do": "add", "applies_kinds": ["company"], "verb": "not"})
    author.post(f"{address}?group=1&about=F2", {"do": "add", "at_least": "10,5", "verb": "is"})
    author.post(address, {"do": "any 1"})
    found = question(version, "F3").visible_if
    assert isinstance(found, AllOf)
    assert isinstance(found.parts[1], AnyOf)
    company, far = found.parts[1].parts
    assert isinstance(company, Not)
    assert isinstance(company.part, Fits)
    assert isinstance(far, Given)
    assert str(far.at_least) == "21/2"
    author.post(address, {"do": "remove 1 0"})
    author.post(address, {"do": "clear"})
    assert question(version, "F3").visible_if is None


def test_a_condition_in_a_circle_is_refused(author: Client, version: FrameworkVersion) -> None:
    first = reverse("editor:condition", args=[version.pk, "question", "F3"])
    second = reverse("editor:condition", args=[version.pk, "question", "E1"])
    author.post(f"{first}?group=new&about=E1", {"do": "add", "among": ["b"], "verb": "is"})
    author.post(f"{second}?group=new&about=F3", {"do": "add", "among": ["a"], "verb": "is"})
    assert question(version, "E1").visible_if is None


@pytest.mark.parametrize(
    "kind",
    ["single", "multiple", "yes_no", "number", "percentage", "text", "date", "scale", "table", "computed", "file"],
)
def test_a_question_takes_any_type_and_its_page_opens(author: Client, version: FrameworkVersion, kind: str) -> None:
    author.post(reverse("editor:kind", args=[version.pk, "F3"]), {"kind": kind})
    assert question(version, "F3").kind == kind
    assert author.get(reverse("editor:node", args=[version.pk, "F3"])).status_code == 200


def test_a_reader_sees_and_changes_nothing(poitiers: Territory, version: FrameworkVersion) -> None:
    reader = client_of(poitiers, RoleName.READER)
    address = reverse("editor:node", args=[version.pk, "E1"])
    assert reader.get(address).status_code == 200
    assert reader.post(address, {"title_fr": "X"}).status_code == 404
    assert reader.post(reverse("editor:act", args=[version.pk]), {"do": "down question E1"}).status_code == 404

"""The screens of a version: they open for the team, cost the same whatever they hold, and do what they say."""

from dataclasses import replace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from assessments.editor import audience, screens
from assessments.editor.domain import acts, places
from assessments.editor.services import edit
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import import_document
from assessments.scoring import Given
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of, draft
from tests.factories.accounts import make_user
from tests.factories.frameworks import published, simple_document
from tests.factories.responses import make_assessment
from tests.factories.results import make_result
from tests.factories.results import make_version as results_version

pytestmark = pytest.mark.django_db
SCREENS = ("tree", "preview", "coherence", "history", "settings")


@pytest.fixture
def version(poitiers: Territory) -> FrameworkVersion:
    return draft(poitiers)


@pytest.fixture
def author(poitiers: Territory) -> Client:
    return client_of(poitiers, RoleName.ADMINISTRATOR)


def status(version: FrameworkVersion) -> str:
    with territory_scope(version.framework.territory):
        return str(FrameworkVersion.objects.get(pk=version.pk).status)


@pytest.mark.parametrize("screen", SCREENS)
def test_a_reader_opens_every_screen(poitiers: Territory, version: FrameworkVersion, screen: str) -> None:
    reader = client_of(poitiers, RoleName.READER)
    assert reader.get(reverse(f"editor:{screen}", args=[version.pk])).status_code == 200


@pytest.mark.parametrize("questions", [1, 3])
@pytest.mark.parametrize(("screen", "queries"), [("tree", 15), ("preview", 15), ("coherence", 15), ("settings", 15)])
def test_screens_cost_the_same_whatever_the_version_holds(
    poitiers: Territory, questions: int, screen: str, queries: int, django_assert_num_queries: object
) -> None:
    with territory_scope(poitiers):
        made = import_document(document=simple_document(questions=questions), territory=poitiers)
    client, address = client_of(poitiers), reverse(f"editor:{screen}", args=[made.pk])
    client.get(address)
    with django_assert_num_queries(queries):  # type: ignore[operator]
        client.get(address)


@pytest.mark.parametrize("edits", [1, 3])
def test_the_history_costs_the_same_whatever_it_holds(
    poitiers: Territory, version: FrameworkVersion, edits: int, django_assert_num_queries: object
) -> None:
    with territory_scope(poitiers):
        for number in range(edits):
            operation = acts.setting(read_rows(version), "question", "E1", "weight", str(number + 2))
            edit(version=version, operation=operation, user=make_user())
    client, address = client_of(poitiers), reverse("editor:history", args=[version.pk])
    client.get(address)
    with django_assert_num_queries(17):  # type: ignore[operator]
        page = client.get(address).content.decode()
    assert page.count("<del>") == edits


def test_the_tree_moves_renames_adds_and_removes_without_a_script(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:act", args=[version.pk])
    moved = author.post(address, {"do": "down question E1"})
    assert moved["Location"].endswith("?at=question-E1&focus=down")
    seen = {"seen_fr": "Triez-vous ?", "seen_en": "Triez-vous ? (en)"}
    typed = {"title_fr": "Que triez-vous ?", "title_en": "What do you sort?"}
    author.post(address, {"act": "rename", "node": "question", "code": "F3", **seen, **typed})
    author.post(address, {"act": "add_question", "parent": "energie", "title_fr": "Et l'eau chaude ?"})
    author.post(address, {"do": "remove question E3"})
    author.post(address, {"act": "move", "node": "question", "code": "E2", "parent": "dechets", "position": "0"})
    with territory_scope(version.framework.territory):
        document = read_rows(version)
    order = [question.code for question in document.questions()]
    assert order[:2] == ["E1", "E4"]
    assert order[order.index("E2") + 1] == "F3"
    assert next(one.title["fr"] for one in document.questions() if one.code == "F3") == "Que triez-vous ?"


def test_two_renamings_at_once_show_both(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:act", args=[version.pk])
    seen = {
        "act": "rename",
        "node": "question",
        "code": "F3",
        "seen_fr": "Triez-vous ?",
        "seen_en": "Triez-vous ? (en)",
    }
    author.post(address, seen | {"title_fr": "La leur ?", "title_en": "Theirs?"})
    page = author.post(address, seen | {"title_fr": "La mienne ?", "title_en": "Mine?"})
    assert page.status_code == 409
    assert "La leur ?" in page.content.decode()
    assert "La mienne ?" in page.content.decode()


def test_undo_gives_back_what_the_tree_changed(author: Client, version: FrameworkVersion) -> None:
    author.post(reverse("editor:act", args=[version.pk]), {"do": "remove question F3"})
    author.post(reverse("editor:undo", args=[version.pk]), {"go": "undo"})
    with territory_scope(version.framework.territory):
        kept = FrameworkVersion.objects.select_related("framework").get(pk=version.pk)
        assert kept.digest == version.digest


def test_only_administrators_publish(poitiers: Territory, author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:publish", args=[version.pk])
    assert client_of(poitiers, RoleName.ANIMATOR).post(address).status_code == 404
    assert status(version) == "draft"
    assert author.get(address).status_code == 200
    author.post(address)
    assert status(version) == "published"
    author.post(reverse("editor:retire", args=[version.pk]))
    assert status(version) == "retired"


def test_a_version_in_review_shows_no_form_and_comes_back(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:review", args=[version.pk])
    author.post(address, {"to": "review"})
    assert status(version) == "review"
    refused = author.post(reverse("editor:act", args=[version.pk]), {"do": "down question E1"}, follow=True)
    assert "brouillon" in refused.content.decode()
    author.post(address, {"to": "draft"})
    assert status(version) == "draft"


def test_a_published_framework_is_extended_and_a_new_draft_started(national: Territory, poitiers: Territory) -> None:
    base, client = published(national), client_of(poitiers)
    facts = {"title_fr": "Le nôtre", "title_en": "Ours", "code": "gp", "number": "1"}
    made = client.post(reverse("editor:extend", args=[base.pk]), facts)
    assert made.status_code == 302
    assert "socle" in client.get(made["Location"]).content.decode()
    assert client.post(reverse("editor:extend", args=[base.pk]), facts).status_code == 200
    own = published(poitiers)
    started = client.post(reverse("editor:new_draft", args=[own.pk]), {"number": "2"})
    assert started.status_code == 302
    assert client.post(reverse("editor:new_draft", args=[own.pk]), {"number": "2"}).status_code == 200


def test_settings_save_the_words_the_scale_and_the_levels(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:settings", args=[version.pk])
    form = author.get(address).context["form"]
    values = {field.html_name: field.value() for field in form}
    sent: dict[str, object] = {"seen": form.seen_now}
    sent |= {name: value for name, value in values.items() if not isinstance(value, bool)}
    sent |= {cell.name: cell.value for table in form.tables for row in table.shown for cell in row.cells}
    assert author.post(address, sent).status_code == 302
    assert author.post(address, sent | {"levels.1.low": "60,5", "completeness": "70"}).status_code == 302
    assert author.post(address, sent | {"maximum": "-5"}).status_code == 422
    with territory_scope(version.framework.territory):
        document = read_rows(FrameworkVersion.objects.select_related("framework").get(pk=version.pk))
    assert [str(level.low) for level in document.levels] == ["0", "121/2"]
    assert str(document.completeness) == "7/10"


@pytest.mark.parametrize("form", ["yaml", "json", "xlsx"])
def test_an_exported_file_is_read_back_the_same(poitiers: Territory, author: Client, form: str) -> None:
    with territory_scope(poitiers):
        made = import_document(document=simple_document(), territory=poitiers)
    sent = author.get(reverse("editor:export", args=[made.pk, form]))
    assert f".{form}" in sent["Content-Disposition"]
    assert read_bytes(sent.content, f"demo.{form}").document == simple_document()


def test_a_file_is_imported_whole_or_not_at_all(author: Client, poitiers: Territory, version: FrameworkVersion) -> None:
    text = author.get(reverse("editor:export", args=[version.pk, "yaml"])).content
    address = reverse("editor:import")
    other = text.replace(b"code: essai", b"code: autre", 1)
    assert author.post(address, {"file": SimpleUploadedFile("autre.yaml", other)}).status_code == 302
    wrong = other.replace(b"type: single", b"type: sinngle").replace(b"code: autre", b"code: casse", 1)
    page = author.post(address, {"file": SimpleUploadedFile("casse.yaml", wrong)})
    assert page.status_code == 422
    assert "sinngle" in page.content.decode()
    with territory_scope(poitiers):
        codes = set(FrameworkVersion.objects.order_by("pk").values_list("framework__code", flat=True))
    assert codes == {"essai", "autre"}


def test_a_question_says_to_how_many_it_is_asked(
    poitiers: Territory, author: Client, version: FrameworkVersion
) -> None:
    with territory_scope(poitiers):
        asked = make_assessment(published(poitiers))
        town = make_assessment(asked.version, kind="public_body")
        assert town.kind == "public_body"
    page = author.get(reverse("editor:node", args=[version.pk, "M1"]))
    assert (page.context["asked"].asked, page.context["asked"].known) == (1, 2)


def test_a_weight_is_tried_on_the_results_of_the_territory(poitiers: Territory) -> None:
    with territory_scope(poitiers):
        source = results_version(poitiers)
        make_result(version=source)
        made = read_rows(source)
    code = next(question.code for question in made.questions())
    page = client_of(poitiers).get(reverse("editor:node", args=[source.pk, code]) + "?weight=0")
    effect = page.context["effect"]
    assert effect.results == 1
    assert effect.before != effect.after


@pytest.mark.parametrize("assessments", [1, 3])
def test_the_page_of_a_question_costs_the_same_whatever_was_answered(
    poitiers: Territory, assessments: int, django_assert_num_queries: object
) -> None:
    with territory_scope(poitiers):
        source = results_version(poitiers)
        for _ in range(assessments):
            make_result(version=source)
    client, address = client_of(poitiers), reverse("editor:node", args=[source.pk, "EN1"]) + "?weight=2"
    client.get(address)
    with django_assert_num_queries(16):  # type: ignore[operator]
        page = client.get(address)
    assert (page.context["effect"].results, page.context["asked"].known) == (assessments, assessments)


def test_results_of_another_framework_do_not_count(poitiers: Territory) -> None:
    with territory_scope(poitiers):
        make_result(version=results_version(poitiers))
        other = import_document(document=simple_document(code="autre"), territory=poitiers)
    page = client_of(poitiers).get(reverse("editor:node", args=[other.pk, "t1q1"]) + "?weight=0")
    assert page.context["effect"].results == 0


def test_only_the_answers_that_decide_are_read(poitiers: Territory) -> None:
    with territory_scope(poitiers):
        made = results_version(poitiers)
        make_result(version=made)
        document = read_rows(made)
        hidden = places.changed(
            document, "question", "EN2", lambda one: replace(one, visible_if=Given("EN1", frozenset({"c4"})))
        )
        with CaptureQueriesContext(connection) as captured:
            found = audience.reach(hidden, "EN2")
    answers = [one["sql"] for one in captured if 'FROM "responses_answer"' in one["sql"]]
    assert (found.known, len(captured), len(answers)) == (1, 2, 1)
    assert "'EN1'" in answers[0]
    assert "IN (SELECT" in answers[0]


def test_tabs_come_in_groups_that_hold_every_screen(version: FrameworkVersion) -> None:
    groups, _ = screens.tabs(version, reverse("editor:tree", args=[version.pk]))
    assert [str(words) for words, _, _ in groups] == ["Contenu", "Relire", "Ensemble", "Passage", "Vie"]
    found = [one for _, url, _ in groups for one in screens.tabs(version, url)[1]]
    assert len(found) == len({url for _, url, _ in found}) == 11
    for _, url, _ in found:
        groups, inside = screens.tabs(version, url)
        assert [current for _, _, current in groups].count(True) == 1
        assert [address for _, address, current in inside if current] == [url]

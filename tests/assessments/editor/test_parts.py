"""What a version keeps beside its tree, other words for some, and the order of rows: on screen, without a script."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.editor.models import Edit
from assessments.frameworks.domain.document import Applicability, Question
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.services import extend, publish
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.editor.desk import client_of, document_of, draft, sent_back

pytestmark = pytest.mark.django_db


@pytest.fixture
def version(poitiers: Territory) -> FrameworkVersion:
    return draft(poitiers)


@pytest.fixture
def author(poitiers: Territory) -> Client:
    return client_of(poitiers, RoleName.ANIMATOR)


def settings_of(version: FrameworkVersion) -> str:
    return reverse("editor:settings", args=[version.pk])


def e1(version: FrameworkVersion) -> Question:
    return next(one for one in document_of(version).questions() if one.code == "E1")


def save(client: Client, address: str, **typed: Any) -> Any:
    page = client.post(address, sent_back(client, address) | typed)
    said = [] if page.status_code == 302 else page.context["form"].errors
    return page.status_code, said


def test_the_law_is_added_changed_and_removed(author: Client, version: FrameworkVersion) -> None:
    address = settings_of(version)
    start = len(document_of(version).legal_notes)
    row = f"legal_notes.{start}."
    typed = {
        "code": "tri", "text_fr": "Trier est obligatoire.", "text_en": "Sorting is a duty.", "mark": "verified",
        "source": "https://www.legifrance.gouv.fr/", "since": "2025-01-01", "checked_on": "2026-11-21",
        "who_kinds": ["company", "association"], "questions": "F3",
    }  # fmt: skip
    assert save(author, address, **{row + name: value for name, value in typed.items()}) == (302, [])
    note = document_of(version).legal_notes[-1]
    assert (note.code, note.mark, str(note.since), note.questions) == ("tri", "verified", "2025-01-01", ("F3",))
    assert note.who == Applicability(kinds=frozenset({"company", "association"}))
    assert save(author, address)[0] == 302
    assert document_of(version).legal_notes[-1] == note
    assert save(author, address, **{row + "since": "hier"})[0] == 422
    assert save(author, address, **{row + "source": ""})[0] == 422
    assert save(author, address, **{row + "remove": "1"}) == (302, [])
    assert len(document_of(version).legal_notes) == start


def test_the_glossary_is_added_to_changed_and_removed(author: Client, version: FrameworkVersion) -> None:
    address, start = settings_of(version), len(document_of(version).terms)
    row = f"terms.{start}."
    words = {"term_fr": "Compost", "term_en": "Compost", "definition_fr": "De la terre.", "definition_en": "Earth."}
    assert save(author, address, **{row + name: text for name, text in words.items()}) == (302, [])
    assert document_of(version).terms[-1].term["fr"] == "Compost"
    assert save(author, address, **{row + "definition_fr": "Une terre riche."}) == (302, [])
    assert document_of(version).terms[-1].definition["fr"] == "Une terre riche."
    assert save(author, address, **{row + "remove": "1"}) == (302, [])
    assert len(document_of(version).terms) == start


def test_first_questions_say_for_whom_they_are_ticked(author: Client, version: FrameworkVersion) -> None:
    address, start = settings_of(version), len(document_of(version).traits)
    free = next(
        code for code in ("food", "goods", "trips") if code not in {t.code for t in document_of(version).traits}
    )
    row = f"traits.{start}."
    typed = {"code": free, "title_fr": "Des repas ?", "title_en": "Meals?", "default_kinds": ["company"]}
    assert save(author, address, **{row + name: value for name, value in typed.items()}) == (302, [])
    trait = document_of(version).traits[-1]
    assert (trait.code, trait.default) == (free, (Applicability(kinds=frozenset({"company"})),))
    assert save(author, address, **{f"traits.{start + 1}.title_fr": "Sans sujet"})[0] == 422


def test_a_language_is_added_and_one_that_is_spoken_stays(author: Client, version: FrameworkVersion) -> None:
    address = settings_of(version)
    assert save(author, address, languages="fr, en, br") == (302, [])
    assert document_of(version).languages == ("fr", "en", "br")
    assert "title_br" in author.get(address).context["form"].fields
    for wrong in ("fr", "fr, en, français"):
        status, said = save(author, address, title_br="Anv", languages=wrong)
        assert status == 422
        assert "languages" in said


def test_a_variant_says_for_whom_it_is(author: Client, version: FrameworkVersion, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        publish(version=version)
        version.refresh_from_db()
        title = {"fr": "Aux commerces", "en": "Shops"}
        layer = extend(base=version, territory=poitiers, code="commerces", title=title, number="1")
    assert save(author, settings_of(layer), applies_sizes=["1-9", "10-19"]) == (302, [])
    assert document_of(layer).audience == Applicability(sizes=frozenset({"1-9", "10-19"}))
    assert save(author, settings_of(layer)) == (302, [])
    assert document_of(layer).audience.sizes


def test_a_question_has_other_words_for_some_and_axes(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    start = len(e1(version).variants)
    row = f"variants.{start}."
    typed = {
        row + "when_kinds": ["association"],
        row + "title_fr": "Bénévoles ?",
        row + "title_en": "Volunteers?",
        "axes": "climat, eau; eau",
    }
    assert save(author, address, **typed) == (302, [])
    found = e1(version)
    assert found.axes == ("climat", "eau")
    assert found.variants[-1].when == Applicability(kinds=frozenset({"association"}))
    assert found.variants[-1].title == {"fr": "Bénévoles ?", "en": "Volunteers?"}
    assert save(author, address) == (302, [])
    assert e1(version) == found
    assert save(author, address, **{f"variants.{start + 1}.title_fr": "Pour qui ?"})[0] == 422
    assert save(author, address, **{row + "remove": "1"}) == (302, [])
    assert len(e1(version).variants) == start


def test_arrows_move_a_row_and_keep_what_is_typed(author: Client, version: FrameworkVersion) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    sent = sent_back(author, address)
    before = [choice.code for choice in e1(version).choices]
    page = author.post(address, sent | {"why_fr": "Gardé.", "choices.0.points": "dix", "down": "choices.0"})
    assert page.status_code == 200
    text = page.content.decode()
    assert "Gardé." in text
    assert 'value="dix"' in text
    assert not page.context["form"].errors
    assert [choice.code for choice in e1(version).choices] == before
    table = next(one for one in page.context["form"].tables if one.name == "choices")
    assert [row.number for row in table.kept] == [1, 0, 2]
    assert table.kept[1].focus == "down"
    orders = {f"choices.{row.number}.order": row.order for row in table.kept}
    assert orders == {"choices.1.order": "1", "choices.0.order": "2", "choices.2.order": "3"}
    saved = author.post(address, sent | orders | {"seen": page.context["form"].seen_now, "why_fr": "Gardé."})
    assert saved.status_code == 302
    assert [choice.code for choice in e1(version).choices] == [before[1], before[0], before[2]]
    assert e1(version).why["fr"] == "Gardé."


@pytest.mark.parametrize("pressed", [{"up": "choices.0"}, {"down": "choices.99"}, {"up": "nothing"}, {"down": "x.1"}])
def test_an_arrow_that_leads_nowhere_changes_nothing(
    author: Client, version: FrameworkVersion, pressed: dict[str, str]
) -> None:
    address = reverse("editor:node", args=[version.pk, "E1"])
    page = author.post(address, sent_back(author, address) | pressed)
    table = next(one for one in page.context["form"].tables if one.name == "choices")
    assert [row.number for row in table.kept] == [0, 1, 2]
    with territory_scope(version.framework.territory):
        assert not Edit.objects.exists()


def test_levels_move_on_the_settings_page_too(author: Client, version: FrameworkVersion) -> None:
    address = settings_of(version)
    page = author.post(address, sent_back(author, address) | {"up": "levels.1", "title_fr": "Gardé"})
    form = page.context["form"]
    assert [row.number for row in form.tables[0].kept] == [1, 0]
    assert "Gardé" in page.content.decode()

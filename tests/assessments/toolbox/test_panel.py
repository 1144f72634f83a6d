"""What a result proposes: how many queries, what is put aside, what is missing, what is to check."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from django.utils import timezone, translation

from assessments.frameworks.plan import compile_version
from assessments.results.queries import with_all
from assessments.results.reading import Reading
from assessments.toolbox import catalogue
from assessments.toolbox.matching import all_for, for_question, for_theme, suggestions
from assessments.toolbox.models import Resource, ResourceUse, UseState
from assessments.toolbox.queries import uses_of
from assessments.toolbox.suggestion import Suggestion
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.toolbox.test_catalogue import make_resource, section
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

TODAY = date(2026, 11, 21)
Queries = Callable[[int], AbstractContextManager[Any]]


def reading_of(organisation: Organisation | None = None, **facts: Any) -> Reading:
    result = make_result(author=make_user(), organisation=organisation, **facts)
    row = with_all().select_related("territory", "previous").get(pk=result.pk)
    return Reading(row, compile_version(row.version), TODAY)


def codes(found: list[Suggestion]) -> list[str]:
    return [suggestion.resource.code for suggestion in found]


def fill(territory: Territory, count: int) -> None:
    """Resources for a third each of the themes, some for others, in one statement."""
    themes, kinds = ("water", "waste", "energy"), ("company", "association")
    Resource.objects.bulk_create(
        Resource(
            territory=territory,
            code=f"aide-{n}",
            kind="aid",
            title={"fr": f"Aide {n}"},
            summary={"fr": "Un résumé."},
            origin="Le territoire",
            themes=[themes[n % 3]],
            eligibility={"kinds": [kinds[n % 2]], "least": n % 40},
        )
        for n in range(count)
    )


@pytest.mark.parametrize("count", [10, 1260])
def test_one_query_two_when_the_catalogue_changed(
    in_poitiers: Territory, count: int, django_assert_num_queries: Queries
) -> None:
    fill(in_poitiers, count)
    reading = reading_of(make_organisation())
    catalogue.forget()
    with django_assert_num_queries(2):
        first = suggestions(reading)
    with django_assert_num_queries(1):
        again = suggestions(reading)
    assert codes(first) == codes(again)
    Resource.objects.filter(pk=first[0].resource.pk).update(retired_on=TODAY)
    with django_assert_num_queries(3):
        assert codes(first)[0] not in codes(suggestions(reading))


@pytest.mark.parametrize("count", [10, 1260])
def test_the_whole_toolbox_costs_one_query(
    in_poitiers: Territory, count: int, django_assert_num_queries: Queries
) -> None:
    fill(in_poitiers, count)
    reading = reading_of()
    suggestions(reading)
    with django_assert_num_queries(1):
        found = all_for(reading)
        assert len({suggestion.why for suggestion in found}) > 1
    assert len(found) == count


def test_an_empty_catalogue_is_known_to_be_empty(in_poitiers: Territory, django_assert_num_queries: Queries) -> None:
    reading = reading_of()
    assert suggestions(reading) == []
    with django_assert_num_queries(1):
        assert suggestions(reading) == []
    make_resource(in_poitiers)
    assert codes(suggestions(reading)) == ["aide"]


def change(resource: Resource) -> None:
    resource.themes = ["energy"]
    resource.save()


CHANGES: list[Callable[[Resource], Any]] = [
    change,
    lambda resource: resource.delete(),
    lambda resource: Resource.objects.filter(pk=resource.pk).update(themes=[]),
    lambda resource: Resource.objects.filter(pk=resource.pk).delete(),
    lambda resource: Resource.objects.bulk_update([_without_themes(resource)], ["themes"]),
]


def _without_themes(resource: Resource) -> Resource:
    resource.themes = []
    return resource


@pytest.mark.parametrize("way", range(len(CHANGES)))
def test_every_way_to_change_a_resource_is_seen(in_poitiers: Territory, national: Territory, way: int) -> None:
    """Also from a territory above, whose change only its own row tells."""
    with territory_scope(national):
        resource = make_resource(national)
    reading = reading_of()
    assert codes(suggestions(reading)) == ["aide"]
    with territory_scope(national):
        CHANGES[way](resource)
    assert suggestions(reading) == []


def test_what_another_process_changed_is_seen(in_poitiers: Territory) -> None:
    make_resource(in_poitiers)
    reading = reading_of()
    suggestions(reading)
    memory = catalogue.kept(in_poitiers)
    make_resource(in_poitiers, "autre")
    assert catalogue.kept(in_poitiers) is memory
    assert codes(suggestions(reading)) == ["aide", "autre"]


def test_no_more_catalogues_are_kept_than_said(in_poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(catalogue, "KEPT", 1)
    catalogue.forget()
    catalogue.compiled(in_poitiers)
    parent = in_poitiers.parent
    assert parent is not None
    with territory_scope(parent):
        catalogue.compiled(parent)
    assert catalogue.kept(in_poitiers) is None
    assert catalogue.kept(parent) is not None


def test_what_was_done_or_put_aside_is_not_proposed_again(in_poitiers: Territory) -> None:
    organisation = make_organisation()
    for state in (None, *UseState):
        resource = make_resource(in_poitiers, state or "nouveau")
        if state:
            ResourceUse.objects.create(resource=resource, organisation=organisation, state=state, at=timezone.now())
    assert codes(suggestions(reading_of(organisation))) == ["nouveau", "kept"]
    assert len(suggestions(reading_of(make_organisation()))) == 4
    assert {use.state for use in uses_of(organisation)} == set(UseState)


def test_others_come_in_the_place_of_what_was_put_aside(in_poitiers: Territory) -> None:
    organisation = make_organisation()
    fill(in_poitiers, 200)
    aside = Resource.objects.filter(pk__in=[each.resource.pk for each in suggestions(reading_of(), 12)])
    for resource in aside:
        ResourceUse.objects.create(resource=resource, organisation=organisation, state="dismissed", at=timezone.now())
    assert len(aside) == 12
    found = suggestions(reading_of(organisation))
    assert len(found) == 5
    assert {each.resource for each in found}.isdisjoint(aside)


def told(resource: Resource) -> Suggestion:
    [found] = [each for each in all_for(reading_of()) if each.resource == resource]
    return found


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"eligibility": {"most": 9}}, "il faudrait moins de 10 salariés"),
        ({"eligibility": {"least": 50}}, "il faudrait au moins 50 salariés"),
        ({"eligibility": {"sizes": ["20-49", "50-249"]}}, "il faudrait de 20 à 249 salariés"),
        ({"eligibility": {"kinds": ["public_body"]}}, "c’est pour les organismes publics"),
        ({"eligibility": {"traits": ["food"]}}, "il faut servir ou vendre à manger"),
        ({"eligibility": {"any_trait": ["food", "vehicles"]}}, "il faut servir ou vendre à manger ou des véhicules"),
        ({"eligibility": {"no_trait": ["premises"]}}, "c’est pour qui n’a pas\u00a0: des locaux"),
        ({"eligibility": {"micro": "only"}}, "c’est pour les micro-entreprises seulement"),
        ({"opens_on": date(2027, 3, 1)}, "ouverture le 1er mars 2027"),
        ({"suspended": True}, "c’est suspendu pour le moment"),
    ],
)
def test_one_missing_thing_is_said(in_poitiers: Territory, fields: dict[str, Any], said: str) -> None:
    found = told(make_resource(in_poitiers, **fields))
    assert found.fit == "nearly"
    assert found.missing_in_words == said


@pytest.mark.parametrize(
    ("eligibility", "said"),
    [
        ({"areas": ["region:53"]}, "c’est réservé à ces lieux\u00a0: Bretagne"),
        ({"areas": ["departement:40", "region:75"]}, "c’est réservé à ces lieux\u00a0: Landes et Nouvelle-Aquitaine"),
        ({"years": 3}, "il faut au moins 3 ans d’activité"),
        ({"years": 1}, "il faut au moins 1 an d’activité"),
        ({"least": 15}, "il faut au moins 15 salariés"),
        ({"naf": ["10.7"]}, "c’est pour ces activités\u00a0: 10.7"),
    ],
)
def test_what_is_not_known_is_to_check(in_poitiers: Territory, eligibility: dict[str, Any], said: str) -> None:
    found = told(make_resource(in_poitiers, eligibility=eligibility))
    assert (found.fit, found.missing) == ("eligible", ())
    assert found.checks_in_words == said


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        (
            {"eligibility": {"sizes": ["10-19", "20-49"]}},
            "est à 13 sur 100 et vous avez de 10 à 49 salariés",
        ),
        ({"eligibility": {"naf": ["C"]}}, "votre activité est «\u00a0Industrie"),
        ({"questions": ["EA2"], "themes": []}, "car «\u00a0Arroser peu\u00a0» est à 0 sur 100"),
        (
            {"choices": {"EA1": ["c1"]}},
            "répondu «\u00a0Nous en parlons\u00a0» à «\u00a0Suivre son compteur\u00a0»",
        ),
    ],
)
def test_reasons_are_said_whole(in_poitiers: Territory, fields: dict[str, Any], said: str) -> None:
    assert said in told(make_resource(in_poitiers, **fields)).why


def test_in_english_too(in_poitiers: Territory) -> None:
    resource = make_resource(in_poitiers, eligibility={"most": 19, "kinds": ["company"]})
    with translation.override("en"):
        found = told(resource)
        assert found.reasons == ("“[Eau]” is at 13 out of 100", "you are a company", "you have fewer than 20 employees")
        assert found.why.endswith("out of 100, you are a company and you have fewer than 20 employees")


def test_the_panel_says_what_is_missing_and_to_check_last(in_poitiers: Territory) -> None:
    user = make_user()
    make_resource(in_poitiers, "petit", eligibility={"most": 9})
    make_resource(in_poitiers, "loin", eligibility={"kinds": ["public_body"]})
    make_resource(in_poitiers, "ancien", eligibility={"years": 3})
    shown = section(make_result(author=user), user)
    assert shown.index("Titre ancien") < shown.index("Titre petit")
    assert "À vérifier\u00a0:</b> il faut au moins 3 ans d’activité." in shown
    assert "Ce qui manque\u00a0:</b> il faudrait moins de 10 salariés." in shown
    assert "Titre loin" not in shown


def test_a_question_or_a_theme_asked_for_is_helped_whatever_its_score(in_poitiers: Territory) -> None:
    make_resource(in_poitiers, "theme", themes=["waste"])
    make_resource(in_poitiers, "question", themes=[], questions=["DE1"])
    make_resource(in_poitiers, "ailleurs")
    reading = reading_of()
    assert codes(suggestions(reading)) == ["ailleurs"]
    assert codes(for_question(reading, "DE1")) == ["question", "theme"]
    assert codes(for_question(reading, "DE2")) == ["theme"]
    assert codes(for_theme(reading, "waste")) == ["theme"]


def test_only_those_asked_for_among_all(in_poitiers: Territory) -> None:
    make_resource(in_poitiers)
    make_resource(in_poitiers, "guide", kind="guide")
    found = all_for(reading_of(), Resource.objects.filter(kind="guide"))
    assert codes(found) == ["guide"]


def test_a_rule_that_cannot_be_read_is_left_out_not_the_page(in_poitiers: Territory) -> None:
    make_resource(in_poitiers)
    broken = make_resource(in_poitiers, "casse")
    Resource.objects.filter(pk=broken.pk).update(eligibility={"colour": ["red"]})
    assert codes(suggestions(reading_of())) == ["aide"]

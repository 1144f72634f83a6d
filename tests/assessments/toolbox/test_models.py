"""What a resource refuses, and what its rows keep."""

from datetime import date
from decimal import Decimal
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from hypothesis import given

from assessments.toolbox.domain.eligibility import Eligibility
from assessments.toolbox.domain.plain import eligibility_from, to_plain
from assessments.toolbox.models import Resource, ResourceLink, ResourceReport, ResourceUse, UsageCount
from assessments.toolbox.queries import open_resources
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.toolbox.strategies import eligibilities
from tests.assessments.toolbox.test_catalogue import make_resource
from tests.factories.organisations import make_organisation


def refused(territory: Territory, **fields: Any) -> dict[str, list[str]]:
    with translation.override("en"):
        try:
            make_resource(territory, **fields)
        except ValidationError as error:
            return error.message_dict  # said while the language is English
    raise AssertionError("It was accepted.")


@pytest.mark.parametrize(
    ("eligibility", "said"),
    [
        ({"least": 50, "most": 9}, "“most employees”: it is under the fewest."),
        ({"sizes": ["0", "1-9"], "least": 10}, "“size”: no size has both this band and this number of employees."),
        ({"naf": ["10.7"], "not_naf": ["C"]}, "“activities left out”: every activity that is asked for is left out."),
        ({"traits": ["food"], "no_trait": ["food"]}, "“traits left out”: a trait is both asked for and left out."),
        ({"micro": "only", "least": 10}, "“micro-enterprise”: a micro-enterprise never has so many employees."),
        ({"least": -1}, "“fewest employees”: give a whole number, not below zero."),
        ({"least": True}, "“fewest employees”: give a whole number, not below zero."),
        ({"naf": ["4711F"]}, "“activity”: one of the codes is not known."),
        ({"areas": ["Bretagne"]}, "“places”: one of the codes is not known."),
        ({"kinds": "company"}, "“type of organisation”: give a list of codes."),
        ({"micro": "yes"}, "“micro-enterprise”: give “no”, “only” or nothing."),
        ({"colour": []}, "“colour”: this condition does not exist."),
    ],
)
def test_conditions_that_cannot_hold_are_refused_by_name(
    in_poitiers: Territory, eligibility: dict[str, Any], said: str
) -> None:
    assert refused(in_poitiers, eligibility=eligibility) == {"eligibility": [said]}


def test_dates_and_bands_reversed_are_refused_at_their_place(in_poitiers: Territory) -> None:
    found = refused(
        in_poitiers,
        opens_on=date(2027, 1, 2),
        deadline=date(2027, 1, 1),
        least_share=Decimal("0.6"),
        most_share=Decimal("0.2"),
        eligibility={"least": 2, "most": 1},
    )
    assert set(found) == {"deadline", "most_share", "eligibility"}
    assert found["deadline"] == ["It closes before it opens: check both dates."]
    assert Resource.objects.count() == 0


@pytest.mark.parametrize(
    "fields",
    [
        {"least_share": Decimal("-0.1")},
        {"most_share": Decimal("1.1")},
        {"links": [{"url": "https://exemple.fr"}]},
        {"links": [{"label": {"fr": "Voir"}, "url": "javascript:alert(1)"}]},
        {"choices": {"EA1": "c0"}},
        {"themes": "water"},
        {"title": ["Titre"]},
        {"amount": {"fr": 3}},
        {"effort_level": 4},
    ],
)
def test_shapes_are_held(in_poitiers: Territory, fields: dict[str, Any]) -> None:
    assert set(refused(in_poitiers, **fields)) == set(fields)


@pytest.mark.parametrize(
    "fields",
    [
        {"opens_on": date(2027, 1, 2), "deadline": date(2027, 1, 1)},
        {"least_share": Decimal("0.6"), "most_share": Decimal("0.2")},
        {"most_share": Decimal(2)},
    ],
)
def test_the_database_holds_what_forms_forget(in_poitiers: Territory, fields: dict[str, Any]) -> None:
    resource = make_resource(in_poitiers)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resource.objects.filter(pk=resource.pk).update(**fields)


def test_a_name_in_a_source_is_taken_once_by_territory(in_poitiers: Territory, lille: Territory) -> None:
    make_resource(in_poitiers, "un", source="tee", source_id="fasep")
    make_resource(in_poitiers, "deux", source="tee")
    make_resource(in_poitiers, "trois", source="tee")
    with pytest.raises(ValidationError):
        make_resource(in_poitiers, "quatre", source="tee", source_id="fasep")
    with territory_scope(lille):
        make_resource(lille, "un", source="tee", source_id="fasep")


@given(eligibilities())
def test_rules_are_written_and_read_the_same(rule: Eligibility) -> None:
    plain = to_plain(rule)
    assert eligibility_from(plain) == rule
    assert all(value not in ("", None, []) for value in plain.values())


def test_cleaning_writes_lists_sorted_and_leaves_out_what_asks_nothing(in_poitiers: Territory) -> None:
    resource = make_resource(in_poitiers, eligibility={"kinds": ["company", "association"], "naf": [], "least": None})
    assert resource.eligibility == {"kinds": ["association", "company"]}
    assert resource.rule == Eligibility(kinds=frozenset({"association", "company"}))


def test_sections_become_naf_and_back(in_poitiers: Territory) -> None:
    migration = import_module("assessments.toolbox.migrations.0004_sections_are_naf")
    resource = make_resource(in_poitiers)
    old = {"kinds": ["company"], "sections": ["C", "F"], "sizes": []}
    Resource.objects.filter(pk=resource.pk).update(eligibility=old)
    migration.forwards(apps, None)
    resource.refresh_from_db()
    assert resource.eligibility == {"kinds": ["company"], "naf": ["C", "F"]}
    resource.full_clean()
    migration.backwards(apps, None)
    resource.refresh_from_db()
    assert resource.eligibility == {"kinds": ["company"], "sections": ["C", "F"]}


def test_going_back_loses_what_could_not_be_said(in_poitiers: Territory) -> None:
    migration = import_module("assessments.toolbox.migrations.0004_sections_are_naf")
    resource = make_resource(in_poitiers, eligibility={"naf": ["10.7", "C"], "areas": ["region:75"], "least": 3})
    migration.backwards(apps, None)
    resource.refresh_from_db()
    assert resource.eligibility == {}


def test_what_goes_together_keeps_its_order(in_poitiers: Territory) -> None:
    project, first, second = (make_resource(in_poitiers, code) for code in ("projet", "un", "deux"))
    ResourceLink.objects.create(source=project, target=second, position=1)
    ResourceLink.objects.create(source=project, target=first, position=0)
    assert [link.target for link in ResourceLink.objects.filter(source=project)] == [first, second]
    assert list(first.related_from.all()) == [project]
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourceLink.objects.create(source=project, target=project)


def test_uses_and_counts_stay_in_their_territory(in_poitiers: Territory, national: Territory, lille: Territory) -> None:
    with territory_scope(national):
        aid = make_resource(national)
    organisation = make_organisation()
    ResourceUse.objects.create(resource=aid, organisation=organisation, state="kept", at=timezone.now())
    UsageCount.objects.create(territory=in_poitiers, resource=aid, month=date(2026, 11, 1), opened=1)
    ResourceReport.objects.create(territory=in_poitiers, resource=aid, reason="broken", at=timezone.now())
    rows = (ResourceUse, UsageCount, ResourceReport)
    assert [model.objects.count() for model in rows] == [1, 1, 1]
    with territory_scope(lille):
        assert [model.objects.count() for model in rows] == [0, 0, 0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ResourceUse.objects.create(resource=aid, organisation=organisation, state="done", at=timezone.now())


def test_open_ones_are_those_that_did_not_close(in_poitiers: Territory) -> None:
    today = date(2026, 11, 21)
    for code, fields in {
        "ouvert": {},
        "dernier-jour": {"deadline": today},
        "clos": {"deadline": date(2026, 11, 20)},
        "repris": {"retired_on": today},
    }.items():
        make_resource(in_poitiers, code, **fields)
    assert [row.code for row in open_resources(today)] == ["ouvert", "dernier-jour"]

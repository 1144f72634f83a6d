"""The file of an organisation: where it stands, how far it went."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from assessments.results import queries
from organisations.dossier import sheets, steps
from organisations.models import Organisation
from tests.factories.organisations import make_organisation
from tests.factories.results import BEST, make_assessment, make_result, make_version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("in_poitiers")]


def reached(code):
    (step,) = [step for step in steps.all() if step.code == code]
    return set(Organisation.objects.filter(step.reached()).values_list("name", flat=True))


def sheet(organisation):
    (found,) = [sheet for sheet in sheets.all() if sheet.code == "result"]
    request = RequestFactory().get("/")
    request.user, request.session = AnonymousUser(), {}
    return found.render(request, organisation)


def test_current_and_series():
    organisation, version = make_organisation(name="Clairbois"), make_version()
    with time_machine.travel(datetime(2025, 5, 1, tzinfo=UTC)):
        first = make_result(version=version, organisation=organisation)
    second = make_result(BEST, version=version, organisation=organisation)
    make_result(version=version, organisation=organisation, mode="express")
    make_result(version=version, organisation=make_organisation(name="Autre"))
    assert list(queries.series_of(organisation)) == [first, second]
    assert queries.current_of(organisation) == second
    assert queries.current_of(make_organisation(name="Sans rien")) is None


def test_steps_say_how_far_each_went():
    version = make_version()
    make_organisation(name="Rien")
    make_assessment(version=version, organisation=make_organisation(name="Brouillon"))
    make_result(version=version, organisation=make_organisation(name="Bref"), mode="express")
    make_result(version=version, organisation=make_organisation(name="Fini"))
    assert reached("started") == {"Brouillon", "Bref", "Fini"}
    assert reached("finished") == {"Fini"}


def test_the_sheet_costs_one_query_and_says_level_points_and_themes(django_assert_num_queries):
    organisation = make_organisation(name="Clairbois")
    make_result(organisation=organisation)
    with django_assert_num_queries(1):
        html = sheet(organisation)
    assert "54" in html
    assert "Déchets" in html
    assert "/resultats/" not in html, "the address of the result is for those who may open it"


def test_the_sheet_says_that_nothing_is_finished():
    assert "<table>" not in sheet(make_organisation(name="Rien"))

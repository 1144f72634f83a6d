"""The toolbox that everyone reads, and the one of a result."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.urls import reverse

from assessments.toolbox.dossier import render
from assessments.toolbox.models import Resource, ResourceReport, ResourceUse, UsageCount, UseState
from organisations.models import MemberRole, Membership
from outbox.services import deliver_due
from territories.models import Commune, Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import fr, make_result, make_version
from tests.factories.territories import make_agent
from tests.factories.toolbox import make_resource

LIST = reverse("toolbox:list")


@pytest.fixture
def here(in_poitiers: Territory, national: Territory) -> Territory:
    make_version(national)
    return in_poitiers


def titles(page: Any) -> list[str]:
    return [row.title["fr"] for row, _level in page.context["rows"]]


def test_everyone_reads_what_the_territory_sees(here: Territory, national: Territory, lille: Territory) -> None:
    make_resource("Chez nous")
    with territory_scope(national):
        make_resource("Partout")
    with territory_scope(lille):
        make_resource("Ailleurs")
    page = visitor().get(LIST)
    assert titles(page) == ["Chez nous", "Partout"]
    assert "sessionid" not in page.cookies
    assert "csrftoken" not in page.cookies


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("?q=electricite", ["Borne"]),
        ("?q=bornes", ["Borne"]),
        ("?type=training", ["Stage"]),
        ("?theme=waste", ["Stage"]),
        ("?theme=waste&theme=energy", ["Borne", "Stage"]),
        ("?effort=1", ["Stage"]),
        ("?gratuit=1", ["Stage"]),
        ("?pour=association", ["Stage"]),
        ("?taille=500%2B", ["Stage"]),
        ("?ouvert=1", ["Borne"]),
        ("?origine=local", ["Borne", "Stage"]),
        ("?origine=national", []),
        ("?partout=1", ["Borne", "Loin", "Stage"]),
        ("?type=nothing&theme=none&page=99&q=%00", ["Borne", "Stage"]),
    ],
)
def test_filters_are_in_the_address(here: Territory, query: str, expected: list[str]) -> None:
    rule = {"kinds": ["company"], "most": 49}
    make_resource("Borne", summary=fr("De l’électricité."), eligibility=rule)
    make_resource(
        "Stage", kind="training", themes=["waste"], cost=fr("Gratuit"), effort_level=1, opens_on=date(2999, 1, 1)
    )
    make_resource("Loin", eligibility={"areas": ["region:94"]})
    make_resource("Fini", deadline=date(2020, 1, 1))
    assert titles(visitor().get(LIST + query)) == expected


def test_each_value_says_how_many_it_shows(here: Territory) -> None:
    make_resource()
    make_resource(kind="guide", themes=["waste"])
    facets = {facet.name: facet for facet in visitor().get(f"{LIST}?type=guide").context["facets"]}
    assert {value.code: value.count for value in facets["type"].values} == {"aid": 1, "guide": 1}
    assert {value.code: value.count for value in facets["theme"].values} == {"waste": 1}


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_whatever_it_holds(
    here: Territory, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        make_resource()
    visitor().get(LIST)
    with django_assert_num_queries(3):
        visitor().get(LIST)


def test_a_page_says_everything(here: Territory) -> None:
    action = make_resource("Isoler")
    resource = make_resource(
        "Prime",
        amount=fr("3 000 €"),
        conditions=fr("- Être à jour de ses impôts"),
        eligibility={"kinds": ["company"], "least": 10, "areas": ["departement:86"]},
        links=[{"label": fr("Le dossier"), "url": "https://exemple.fr/dossier"}],
        contact="05 00 00 00 00",
        checked_on=date(2026, 3, 2),
    )
    action.links_out.create(target=resource)
    page = visitor().get(reverse("toolbox:detail", args=[resource.pk])).content.decode()
    for words in ("3 000 €", "Être à jour de ses impôts", "Vienne", "Le dossier", "05 00 00 00 00", "2 mars 2026"):
        assert words in page.replace("\u00a0", " ")
    assert reverse("toolbox:detail", args=[action.pk]) in page
    assert UsageCount.objects.get().shown == 1
    visitor().get(reverse("toolbox:detail", args=[resource.pk]))
    assert UsageCount.objects.get().shown == 1  # the same person, the same hour


def test_what_is_over_says_so(here: Territory) -> None:
    resource = make_resource(deadline=date(2020, 1, 1), url="https://exemple.fr/")
    page = visitor().get(reverse("toolbox:detail", args=[resource.pk])).content.decode()
    assert reverse("toolbox:go", args=[resource.pk]) not in page


def test_going_counts_and_leads_to_the_stored_address_only(here: Territory) -> None:
    links = [{"label": fr("Un"), "url": "https://exemple.fr/un"}]
    resource = make_resource(url="https://exemple.fr/", links=links)
    go = reverse("toolbox:go", args=[resource.pk])
    assert visitor().get(f"{go}?next=https://evil.example/&url=https://evil.example/").url == "https://exemple.fr/"
    assert visitor().get(f"{go}?lien=1").url == "https://exemple.fr/un"
    for rank in ("2", "0", "-1", "x", "9" * 40):
        assert visitor().get(f"{go}?lien={rank}").status_code == 404
    assert visitor().get(reverse("toolbox:go", args=[make_resource().pk])).status_code == 404
    assert UsageCount.objects.get(resource=resource).opened == 1


def test_anyone_reports_and_the_animators_are_told_once_a_day(here: Territory) -> None:
    agent = make_agent(here, "animator")
    make_agent(here, "reader")
    resource = make_resource("Prime vélo")
    address = reverse("toolbox:report", args=[resource.pk])
    assert visitor().post(address, {"note": "404"}).status_code == 200
    assert not ResourceReport.objects.exists()
    for _ in range(2):
        answer = visitor().post(address, {"reason": "broken", "note": "404"}, follow=True)
        assert answer.status_code == 200
    deliver_due()
    assert [report.reason for report in ResourceReport.objects.all()] == ["broken", "broken"]
    (message,) = mail.outbox
    assert message.to == [agent.email]
    assert "Prime vélo" in message.subject


def test_reports_are_limited(here: Territory) -> None:
    address = reverse("toolbox:report", args=[make_resource().pk])
    codes = [visitor().post(address, {"reason": "stale"}).status_code for _ in range(12)]
    assert codes == [302] * 10 + [429] * 2


@pytest.fixture
def member(here: Territory) -> Any:
    """A member of an organisation with a result whose water is weak."""
    user = make_user()
    organisation = make_organisation(user, commune=Commune.objects.get(code="86194"))
    result = make_result(author=user, organisation=organisation)
    return user, result


def test_a_result_opens_its_toolbox_in_groups(member: Any) -> None:
    user, result = member
    make_resource("Compteur", themes=["water"])
    make_resource("Bientôt", themes=["water"], opens_on=date(2999, 1, 1))
    make_resource("Corse", themes=["water"], eligibility={"areas": ["region:94"]})
    address = reverse("toolbox:for_result", args=[result.pk])
    page = visitor(user).get(address)
    assert [line.resource.title["fr"] for line in page.context["lines"]] == ["Compteur"]
    assert "Eau" in page.content.decode()
    page = visitor(user).get(f"{address}?groupe=presque")
    assert "Bientôt" in [line.resource.title["fr"] for line in page.context["lines"]]
    assert visitor(make_user()).get(address).status_code == 404
    assert visitor().get(address).status_code == 404


def test_a_member_keeps_does_puts_aside_and_takes_back(member: Any) -> None:
    user, result = member
    resource = make_resource("Compteur", themes=["water"])
    address = reverse("toolbox:use", args=[result.pk, resource.pk])
    client = visitor(user)
    for state in ("kept", "done", "dismissed"):
        answer = client.post(address, {"state": state, "back": "groupe=maintenant&q=eau"})
        assert answer.url == reverse("toolbox:for_result", args=[result.pk]) + "?groupe=maintenant&q=eau"
        use = ResourceUse.objects.get()
        assert (use.state, use.by) == (state, user)
        page = client.get(reverse("toolbox:for_result", args=[result.pk]) + f"?groupe={state}")
        assert [line.resource for line in page.context["lines"]] == [resource]
    client.post(address, {"state": "nonsense"})
    assert ResourceUse.objects.get().state == UseState.DISMISSED
    client.post(address, {"state": "none"})
    assert not ResourceUse.objects.exists()
    counted = UsageCount.objects.get(resource=resource)
    assert (counted.kept, counted.done, counted.dismissed) == (1, 1, 1)


def test_who_is_no_member_keeps_nothing(member: Any, here: Territory) -> None:
    _user, result = member
    resource = make_resource(themes=["water"])
    address = reverse("toolbox:use", args=[result.pk, resource.pk])
    holder = visitor(holds=result)
    page = holder.get(reverse("toolbox:for_result", args=[result.pk]))
    assert page.status_code == 200
    assert reverse("account_login") in page.content.decode()
    assert holder.post(address, {"state": "kept"}).url.startswith(reverse("account_login"))
    stranger = make_user()
    assert visitor(stranger).post(address, {"state": "kept"}).status_code == 404
    assert visitor(stranger, holds=result).post(address, {"state": "kept"}).status_code == 404
    assert not ResourceUse.objects.exists()
    colleague = make_user()
    Membership.objects.create(organisation=result.assessment.organisation, user=colleague, role=MemberRole.CONTRIBUTOR)
    assert visitor(colleague).post(address, {"state": "kept"}).status_code == 302
    assert ResourceUse.objects.get().by == colleague


@pytest.mark.parametrize("number", [1, 3])
def test_the_toolbox_of_a_result_costs_the_same(member: Any, number: int, django_assert_num_queries: Any) -> None:
    user, result = member
    for _ in range(number):
        make_resource(themes=["water"])
    client, address = visitor(user), reverse("toolbox:for_result", args=[result.pk])
    client.get(address)
    with django_assert_num_queries(11):
        client.get(address)


def test_the_organisation_leads_to_its_toolbox(member: Any, here: Territory) -> None:
    user, result = member
    organisation = result.assessment.organisation
    address = reverse("toolbox:for_organisation", args=[organisation.pk])
    assert visitor(user).get(address).url == reverse("toolbox:for_result", args=[result.pk])
    assert address in visitor(user).get(reverse("organisations:detail", args=[organisation.pk])).content.decode()
    assert visitor(make_user()).get(address).status_code == 404
    other = make_organisation(user)
    assert visitor(user).get(reverse("toolbox:for_organisation", args=[other.pk])).url == LIST


def test_the_file_of_an_organisation_says_what_it_kept_and_what_could_help(member: Any, rf: Any) -> None:
    user, result = member
    kept, fresh = make_resource("Gardée"), make_resource("Neuve", themes=["water"])
    visitor(user).post(reverse("toolbox:use", args=[result.pk, kept.pk]), {"state": "kept"})
    request = rf.get("/")
    request.user = AnonymousUser()
    html = render(request, result.assessment.organisation)
    assert "Gardée" in html
    assert "Neuve" in html
    assert Resource.objects.filter(pk=fresh.pk).exists()
    assert "<section" in render(request, make_organisation())

"""The pages of a plan: who sees them, what they refuse and keep, what they cost."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.plans import services
from assessments.plans.models import Action, ActionEvidence, Measure, PeerOffer, Status
from assessments.results.models import Result
from organisations.models import MemberRole, Membership, Organisation
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.plans import in_days, make_action, make_done, owned, pdf
from tests.factories.results import BEST, make_result
from tests.factories.territories import make_agent


def gap_url(result: Result, code: str = "EA2") -> str:
    return reverse("plans:from_question", args=[result.pk, code])


def form(**typed: Any) -> dict[str, Any]:
    facts = {
        "aim": "c1", "title": "Poser un récupérateur", "due_on": in_days(60).isoformat(), "owner": "",
        "owner_name": "Jardinier", "commitment": "Nous arroserons peu.", "indicator": "Eau", "planned": "1 200,5",
        "unit": "m3", "key": str(uuid4()),
    }  # fmt: skip
    return {**facts, **typed}


def text(response: Any) -> str:
    return str(response.content.decode())


@pytest.fixture
def mine(in_poitiers: Territory) -> tuple[Client, Organisation, Result]:
    owner, organisation, result = owned()
    return visitor(owner), organisation, result


def test_a_gap_says_what_is_to_be_won_and_becomes_an_action_in_one_post(mine: Any) -> None:
    """EA2 is at c0: each of its steps is worth 4 points of the whole (100/24) and 13 of Water (100/8)."""
    client, organisation, result = mine
    page = text(client.get(gap_url(result)))
    assert "Arroser peu" in page
    for words in ("+4\xa0points", "+17\xa0points", "+50\xa0points", "Deux heures", "Nous nous engageons"):
        assert words.replace("\xa0", " ") in page.replace("\xa0", " ")
    posted = form()
    response = client.post(gap_url(result), posted)
    action = Action.objects.get()
    assert response["Location"] == reverse("plans:action", args=[organisation.pk, action.pk])
    assert (action.target, action.question_code, action.theme, action.result) == ("c1", "EA2", "water", result)
    assert (action.owner_name, str(action.planned), action.unit) == ("Jardinier", "1200.500", "m3")
    client.post(gap_url(result), posted)
    assert Action.objects.count() == 1
    assert "Déjà dans votre plan" in text(client.get(gap_url(result)))


def test_what_was_proposed_follows_the_step_and_the_day_that_are_chosen(mine: Any) -> None:
    client, _organisation, result = mine
    page = client.get(gap_url(result)).context["form"]
    ready = {name: page.initial[name] for name in ("title", "commitment")}
    client.post(gap_url(result), form(aim="c3", due_on="2027-03-01", **ready))
    action = Action.objects.get()
    assert action.title == "C’est une habitude"
    assert "C’est une habitude" in action.commitment
    assert "1er mars 2027" in action.commitment


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"due_on": "2020-01-01"}, "Cette date est passée"),
        ({"due_on": "31/31/2027"}, "le mois et l’année"),
        ({"due_on": "9999-01-01"}, "plus de dix ans"),
        ({"due_on": ""}, "Donnez une date"),
        ({"planned": "1e99"}, "trop grand"),
        ({"planned": "NaN"}, "en chiffres"),
        ({"planned": "beaucoup"}, "en chiffres"),
        ({"aim": "c9"}, "choi"),
        ({"aim": "c0"}, "choi"),
        ({"title": ""}, "en quelques mots"),
        ({"owner_name": "http://exemple.fr"}, "adresse"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(typed: dict[str, str], said: str, mine: Any) -> None:
    client, _organisation, result = mine
    page = text(client.post(gap_url(result), form(**typed)))
    assert said in page
    assert "Nous arroserons peu." in page
    assert all(f'value="{value}"' in page for name, value in typed.items() if value and name != "aim")
    assert not Action.objects.exists()


def test_a_stranger_s_member_cannot_be_put_in_charge(mine: Any) -> None:
    client, _organisation, result = mine
    client.post(gap_url(result), form(owner=make_user().pk))
    assert not Action.objects.exists()


def test_the_best_answer_leaves_nothing_to_win(mine: Any) -> None:
    client, _organisation, result = mine
    assert "déjà la meilleure possible" in text(client.get(gap_url(result, "DE1")))
    client.post(gap_url(result, "DE1"), form())
    assert not Action.objects.exists()
    assert client.get(gap_url(result, "nowhere")).status_code == 404


def test_a_result_of_nobody_is_attached_first_then_comes_back(in_poitiers: Territory) -> None:
    author = make_user()
    result, organisation = make_result(author=author), make_organisation(author)
    client = visitor(author)
    asked = client.get(gap_url(result))
    attach = reverse("responses:attach", args=[result.assessment_id])
    assert asked["Location"].startswith(f"{attach}?next=")
    back = client.post(asked["Location"], {"whose": str(organisation.pk)})
    assert back["Location"] == gap_url(result)
    assert client.get(gap_url(result)).status_code == 200
    assert visitor(make_user(), holds=result).get(gap_url(result)).status_code == 404


def test_no_other_site_is_led_to_after_attaching(in_poitiers: Territory) -> None:
    author = make_user()
    result, organisation = make_result(author=author), make_organisation(author)
    attach = reverse("responses:attach", args=[result.assessment_id]) + "?next=https://exemple.fr/"
    back = visitor(author).post(attach, {"whose": str(organisation.pk)})
    assert back["Location"] == reverse("results:detail", args=[result.pk])


def addresses(organisation: Organisation, action: Action) -> list[str]:
    names = ("plan", "new")
    deeper = ("action", "edit")
    return [reverse(f"plans:{name}", args=[organisation.pk]) for name in names] + [
        reverse(f"plans:{name}", args=[organisation.pk, action.pk]) for name in deeper
    ]


def test_members_act_the_team_reads_and_others_find_nothing(mine: Any, poitiers: Territory) -> None:
    client, organisation, _result = mine
    action = make_action(organisation)
    contributor, stranger = make_user(), make_user()
    Membership.objects.create(organisation=organisation, user=contributor, role=MemberRole.CONTRIBUTOR)
    reader = make_agent(poitiers, RoleName.READER)
    expected = {client: [200] * 4, visitor(contributor): [200] * 4, visitor(stranger): [404] * 4}
    expected[visitor(reader)] = [200, 404, 200, 404]
    expected[visitor()] = [302] * 4
    for who, codes in expected.items():
        assert [who.get(url).status_code for url in addresses(organisation, action)] == codes
    assert "Accepter d’être contactés" not in text(visitor(contributor).get(addresses(organisation, action)[0]))


def test_the_action_of_another_organisation_is_a_404(mine: Any) -> None:
    client, organisation, _result = mine
    other = make_done(make_organisation())
    for name in ("action", "edit", "status", "measure", "add_evidence"):
        url = reverse(f"plans:{name}", args=[organisation.pk, other.pk])
        assert {client.get(url).status_code, client.post(url, {"to": "done"}).status_code} <= {404, 405}
        url = reverse(f"plans:{name}", args=[other.plan.organisation_id, other.pk])
        assert client.post(url, {"to": "doing"}).status_code in (404, 405)
    other.refresh_from_db()
    assert other.status == Status.DONE


def test_a_status_changes_by_a_button(mine: Any) -> None:
    client, organisation, _result = mine
    action = make_action(organisation)
    url = reverse("plans:status", args=[organisation.pk, action.pk])
    assert client.post(url, {"to": "doing", "plan": "1"})["Location"] == reverse("plans:plan", args=[organisation.pk])
    for sent, said in (
        ({"to": "dropped", "words": " "}, "pourquoi vous y renoncez"),
        ({"to": "done", "on": in_days(2).isoformat()}, "est à venir"),
        ({"to": "done", "on": "hier"}, "le mois et l’année"),
    ):
        assert said in text(client.post(url, sent))
    client.post(url, {"to": "nonsense"})
    action.refresh_from_db()
    assert action.status == Status.DOING
    client.post(url, {"to": "done", "on": in_days(-1).isoformat()})
    action.refresh_from_db()
    assert (action.status, action.done_on) == (Status.DONE, in_days(-1))


def test_documents_are_private_and_wrong_ones_refused(mine: Any) -> None:
    client, organisation, _result = mine
    action = make_action(organisation)
    url = reverse("plans:add_evidence", args=[organisation.pk, action.pk])
    wrong = pdf("virus.pdf")
    wrong.file.seek(0)
    wrong.file.write(b"MZ\x00\x00")
    wrong.file.seek(0)
    assert "PDF" in text(client.post(url, {"file": wrong}))
    assert "Choisissez d’abord un fichier" in text(client.post(url, {}))
    assert not ActionEvidence.objects.exists()
    client.post(url, {"file": pdf()})
    kept = ActionEvidence.objects.get()
    file = reverse("plans:evidence", args=[organisation.pk, action.pk, kept.pk])
    handed = client.get(file)
    assert handed["Content-Disposition"].startswith("attachment")
    assert b"".join(handed.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]
    assert visitor(make_user()).get(file).status_code == 404
    client.post(reverse("plans:forget_evidence", args=[organisation.pk, action.pk, kept.pk]))
    assert not ActionEvidence.objects.exists()


def test_figures_are_kept_by_day(mine: Any) -> None:
    client, organisation, _result = mine
    action = make_action(organisation, indicator="Eau", unit="m3")
    url = reverse("plans:measure", args=[organisation.pk, action.pk])
    client.post(url, {"m-on": in_days(-2).isoformat(), "m-value": "1 250,5"})
    measure = Measure.objects.get()
    page = text(client.get(reverse("plans:action", args=[organisation.pk, action.pk])))
    assert "1250,5" in page.replace("\u202f", "").replace("\xa0", "")
    assert "est à venir" in text(client.post(url, {"m-on": in_days(2).isoformat(), "m-value": "1"}))
    assert "trop grand" in text(client.post(url, {"m-on": in_days(0).isoformat(), "m-value": "9" * 14}))
    client.post(reverse("plans:forget_measure", args=[organisation.pk, action.pk, measure.pk]))
    assert not Measure.objects.exists()


def test_filters_are_in_the_address(mine: Any) -> None:
    _client, organisation, result = mine
    late = make_action(organisation, result, title="Vieille action", due_on=in_days(3))
    with time_machine.travel(timezone.now() + timedelta(days=10)):
        make_action(organisation, title="Jeune action")
        url = reverse("plans:plan", args=[organisation.pk])
        owner = visitor(Membership.objects.get(organisation=organisation).user)
        for query in ("etat=late", "theme=water", "vue=liste&etat=late"):
            page = text(owner.get(f"{url}?{query}"))
            assert late.title in page
            assert "Jeune action" not in page
        assert "Aucune action ne correspond" in text(owner.get(f"{url}?etat=done"))
        assert "Jeune action" in text(owner.get(f"{url}?vue=wrong&etat=wrong"))


def test_the_plan_shows_the_simulated_score(mine: Any) -> None:
    client, organisation, result = mine
    make_action(organisation, result)
    page = text(client.get(reverse("plans:plan", args=[organisation.pk])))
    assert "58" in page
    assert "+4" in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_plan_costs_the_same_whatever_its_actions(count: int, mine: Any, django_assert_num_queries: Any) -> None:
    client, organisation, result = mine
    for _ in range(count):
        make_action(organisation, result)
    client.get(reverse("plans:plan", args=[organisation.pk]))  # the questionnaire is compiled once
    for view in ("tableau", "liste"):
        with django_assert_num_queries(6):
            client.get(reverse("plans:plan", args=[organisation.pk]) + f"?vue={view}")


@pytest.mark.parametrize("count", [1, 3])
def test_an_action_costs_the_same_whatever_it_holds(count: int, mine: Any, django_assert_num_queries: Any) -> None:
    client, organisation, result = mine
    action = make_action(organisation, result)
    for day in range(count):
        services.add_measure(action=action, on=in_days(-day), value=day, author=None)
        services.edit_action(action=action, author=None, facts={"title": f"Titre {day}"})
    client.get(reverse("plans:action", args=[organisation.pk, action.pk]))
    with django_assert_num_queries(8):
        client.get(reverse("plans:action", args=[organisation.pk, action.pk]))


@pytest.mark.parametrize("count", [1, 3])
def test_a_gap_costs_the_same_whatever_is_around(count: int, mine: Any, django_assert_num_queries: Any) -> None:
    client, organisation, result = mine
    for _ in range(count):
        make_action(organisation, result)
        _owner, peer, _best = owned(BEST, version=result.version)
        PeerOffer.objects.create(organisation=peer, question_code="EA2")
    client.get(gap_url(result))
    with django_assert_num_queries(8):
        client.get(gap_url(result))


def test_the_result_leads_from_each_priority_to_an_action(mine: Any) -> None:
    client, organisation, result = mine
    page = text(client.get(reverse("results:detail", args=[result.pk])))
    panel = page.split('id="plan"')[1].split("</section>")[0]
    assert panel.count("/plan/depuis/") == 3
    make_action(organisation, result, title="Arroser le soir")
    assert "Arroser le soir" in text(client.get(reverse("results:detail", args=[result.pk])))
    assert reverse("plans:plan", args=[organisation.pk]) in text(
        client.get(reverse("organisations:detail", args=[organisation.pk]))
    )


def test_a_neighbour_s_host_knows_none_of_it(mine: Any, lille: Territory) -> None:
    _client, organisation, result = mine
    owner = Membership.objects.get(organisation=organisation).user
    away = visitor(owner, host="lille.localhost")
    with territory_scope(lille):
        assert away.get(reverse("plans:plan", args=[organisation.pk])).status_code == 404
        assert away.get(gap_url(result)).status_code == 404

"""From the start page to the first theme: begin, say who one is, be told where one belongs."""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client

from assessments.responses import services
from assessments.responses.models import Assessment
from organisations.lookup import Company, LookupUnavailable
from territories.geography.names import fold
from territories.models import Commune, CommuneKey, Territory
from territories.scope import territory_scope
from tests.conftest import make_commune
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_siret
from tests.factories.responses import make_version

START = "/faire-le-point/"
FIND_COMPANY = "assessments.responses.views.who.find_company"


def make_findable(code: str, name: str, postcode: str) -> Commune:
    commune = make_commune(code, name, postcode=postcode)
    Commune.objects.filter(pk=code).update(search_name=fold(name))
    keys = [(word, CommuneKey.Kind.WORD) for word in fold(name).split()] + [(postcode, CommuneKey.Kind.POSTCODE)]
    CommuneKey.objects.bulk_create(CommuneKey(key=key, kind=kind, commune=commune) for key, kind in keys)
    return commune


@pytest.fixture
def communes(poitiers: Territory, lille: Territory) -> None:
    make_findable("86194", "Poitiers", "86000")
    make_findable("59350", "Lille", "59000")
    make_findable("86213", "Sanxay", "86600")
    make_findable("86214", "Saint-Benoît", "86280")
    make_findable("40253", "Saint-Benoît-en-Diois", "26340")


def profile_path(assessment: Assessment) -> str:
    return f"{START}{assessment.pk}/structure/"


def send(visitor: Client, assessment: Assessment, **fields: Any) -> Any:
    return visitor.post(profile_path(assessment), {"kind": "company", "step": "continue", **fields})


def reloaded(assessment: Assessment) -> Assessment:
    with territory_scope(assessment.territory):
        found: Assessment = Assessment.objects.select_related("commune").get(pk=assessment.pk)
        return found


class TestTheStartPage:
    def test_it_announces_themes_questions_and_minutes(self, visitor: Client) -> None:
        page = visitor.get(START).content.decode()
        assert "3 thèmes" in page
        assert "8 questions au plus" in page
        assert "4 minutes environ" in page
        assert "Version courte\u00a0: 2 questions, 1 minutes" in page or "Version courte" in page
        assert "Qui voit mes réponses" in page

    def test_no_questionnaire_yet(self, poitiers: Territory) -> None:
        page = Client(headers={"host": "grand-poitiers.localhost"}).get(START)
        assert page.status_code == 200
        assert "Aucun questionnaire n’est encore ouvert ici" in page.content.decode()

    def test_another_questionnaire_of_the_territory_can_be_chosen(self, visitor: Client, national: Territory) -> None:
        other = make_version(national, "autre", title={"fr": "L’autre questionnaire", "en": "The other one"})
        assert "L’autre questionnaire" in visitor.get(START).content.decode()
        page = visitor.get(f"{START}?questionnaire=autre").content.decode()
        assert 'name="framework" value="autre"' in page
        visitor.post(f"{START}commencer/", {"kind": "association", "framework": "autre"})
        with territory_scope(other.framework.territory.children.get()):
            assert Assessment.objects.get().version_id == other.pk

    def test_an_unknown_questionnaire_is_a_404(self, visitor: Client) -> None:
        assert visitor.get(f"{START}?questionnaire=rien").status_code == 404
        assert visitor.post(f"{START}commencer/", {"framework": "rien"}).status_code == 404

    def test_one_framework_of_another_territory_is_not_offered(self, visitor: Client, lille: Territory) -> None:
        make_version(lille, "lillois")
        assert visitor.get(f"{START}?questionnaire=lillois").status_code == 404


class TestBeginning:
    def test_two_taps_lead_to_the_first_page_of_questions(self, visitor: Client, begun: Assessment) -> None:
        assert begun.kind == "company"
        page = visitor.get(profile_path(begun)).content.decode()
        assert "Votre structure" in page
        assert 'value="premises" checked' in page.replace(' id="id_traits_0"', "")

    def test_an_unknown_kind_or_mode_falls_back(self, visitor: Client, poitiers: Territory) -> None:
        visitor.post(f"{START}commencer/", {"kind": "pirates", "mode": "never", "framework": ""})
        with territory_scope(poitiers):
            assert Assessment.objects.values_list("kind", "mode").get() == ("company", "full")

    def test_a_member_begins_for_their_organisation(self, visitor: Client, poitiers: Territory) -> None:
        member = make_user()
        with territory_scope(poitiers):
            mine = make_organisation(member, name="Nef", size="10-19", kind="association")
            other = make_organisation(make_user())
        visitor.force_login(member)
        assert "Nef" in visitor.get(START).content.decode()
        assert visitor.post(f"{START}commencer/", {"organisation": other.pk}).status_code == 404
        visitor.post(f"{START}commencer/", {"organisation": mine.pk, "kind": "company"})
        with territory_scope(poitiers):
            begun: Assessment = Assessment.objects.get()
        assert (begun.organisation_id, begun.author_id, begun.organisation_name) == (mine.pk, member.pk, "Nef")
        assert (begun.kind, begun.size, begun.siret) == ("association", "10-19", mine.siret)

    def test_it_is_a_post(self, visitor: Client) -> None:
        assert visitor.get(f"{START}commencer/").status_code == 405

    def test_too_many_from_one_connection_is_said(self, visitor: Client, poitiers: Territory) -> None:
        for _ in range(services.STARTS_AN_HOUR):
            visitor.post(f"{START}commencer/", {"kind": "company"})
        refused = visitor.post(f"{START}commencer/", {"kind": "company"})
        assert refused.status_code == 429
        assert "Attendez une heure" in refused.content.decode()
        with territory_scope(poitiers):
            assert Assessment.objects.count() == services.STARTS_AN_HOUR

    def test_the_start_page_offers_to_go_on(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.get(START).content.decode()
        assert f'href="{START}{begun.pk}/"' in page
        assert visitor.get(f"{START}{begun.pk}/")["Location"] == profile_path(begun)


@pytest.mark.usefixtures("communes")
class TestTheProfile:
    def test_it_keeps_what_is_given_and_leads_to_the_first_theme(self, visitor: Client, begun: Assessment) -> None:
        response = send(visitor, begun, commune="poitiers", size="1-9", section="I", traits=["food"])
        assert response["Location"] == f"{START}{begun.pk}/theme/energie/"
        now = reloaded(begun)
        assert (now.commune_id, now.size, now.section, now.traits) == ("86194", "1-9", "I", ["food"])

    def test_nothing_but_the_kind_is_compulsory(self, visitor: Client, begun: Assessment) -> None:
        assert send(visitor, begun).status_code == 302
        refused = visitor.post(profile_path(begun), {"step": "continue"}).content.decode()
        assert "<title>Erreur" in refused

    def test_facts_that_make_a_screening_answer_likely_tick_it_once(self, visitor: Client, begun: Assessment) -> None:
        untouched = {"section": "I", "traits": ["premises"]}
        assert send(visitor, begun, **untouched)["Location"] == profile_path(begun)
        assert reloaded(begun).traits == ["food", "premises"]
        assert "des cases sont probables" in visitor.get(profile_path(begun)).content.decode()
        assert send(visitor, begun, **untouched)["Location"] == f"{START}{begun.pk}/theme/energie/"
        assert reloaded(begun).traits == ["premises"]  # unticked by the person: it stays so

    def test_communes_of_the_territory_come_first(
        self, visitor: Client, begun: Assessment, poitiers: Territory
    ) -> None:
        poitiers.communes.add("40253")
        page = send(visitor, begun, commune="saint").content.decode()
        assert page.index('value="40253"') < page.index('value="86214"')

    def test_an_unknown_commune_is_said_and_the_rest_stays(self, visitor: Client, begun: Assessment) -> None:
        page = send(visitor, begun, commune="Atlantide", organisation_name="Nef").content.decode()
        assert "Aucune commune ne répond à «\u00a0Atlantide\u00a0»" in page
        assert 'value="Nef"' in page

    def test_one_chooses_among_communes_of_the_same_name(self, visitor: Client, begun: Assessment) -> None:
        page = send(visitor, begun, commune="saint").content.decode()
        assert page.count('name="commune_code"') == 2
        send(visitor, begun, commune="saint", commune_code="86214", stay="86214")
        assert reloaded(begun).commune_id == "86214"

    def test_the_exact_name_wins(self, visitor: Client, begun: Assessment) -> None:
        send(visitor, begun, commune="Saint-Benoît")
        assert reloaded(begun).commune_id == "86214"

    def test_a_commune_of_another_space_is_offered_that_space(self, visitor: Client, begun: Assessment) -> None:
        sent = send(visitor, begun, commune="Lille", organisation_name="Nef")
        page = visitor.get(sent["Location"]).content.decode()
        assert "Lille ne fait pas partie de Grand Poitiers" in page
        assert "http://lille.localhost/faire-le-point/?kind=company&amp;commune=59350" in page
        assert reloaded(begun).organisation_name == "Nef"
        stay = send(visitor, begun, commune="Lille (59)", commune_code="59350", stay="59350")
        assert stay["Location"] == f"{START}{begun.pk}/theme/energie/"
        assert reloaded(begun).commune_id == "59350"

    def test_a_commune_without_a_space_is_offered_the_portal(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.get(send(visitor, begun, commune="Sanxay")["Location"]).content.decode()
        assert "Aucune collectivité n’y a encore ouvert son espace" in page
        assert "http://localhost/faire-le-point/?kind=company&amp;commune=86213" in page

    def test_the_space_begins_with_the_commune_given(self, poitiers: Territory, visitor: Client) -> None:
        page = visitor.get(f"{START}?kind=association&commune=86194").content.decode()
        assert 'name="commune" value="86194"' in page
        assert 'value="association" checked' in page
        visitor.post(f"{START}commencer/", {"kind": "association", "commune": "86194"})
        with territory_scope(poitiers):
            assert Assessment.objects.get().commune_id == "86194"

    def test_a_wrong_siret_says_what_is_missing(self, visitor: Client, begun: Assessment) -> None:
        page = send(visitor, begun, siret="1234 5678").content.decode()
        assert 'id="id_siret_error"' in page
        assert 'value="1234 5678"' in page

    def test_without_screening_answers_only_what_matters_is_asked(self, poitiers: Territory) -> None:
        make_version(poitiers, "nu", traits=())
        client = Client(headers={"host": "grand-poitiers.localhost"})
        client.post(f"{START}commencer/", {"kind": "company", "framework": "nu"})
        with territory_scope(poitiers):
            page = client.get(profile_path(Assessment.objects.get())).content.decode()
        assert 'name="traits"' not in page
        assert 'name="size"' not in page
        assert 'name="kind"' in page


COMPANY = Company(
    siret="",
    name="Café du Clain",
    kind="company",
    legal_form="5499",
    naf_code="56.10A",
    naf_version="rev2",
    size="1-9",
    commune_code="86194",
    rna="",
    is_active=True,
)


@pytest.mark.usefixtures("communes")
class TestTheLookUp:
    @pytest.fixture(autouse=True)
    def _code_key(self, communes: None) -> None:
        CommuneKey.objects.create(key="86194", kind=CommuneKey.Kind.CODE, commune_id="86194")

    def test_it_fills_in_the_facts_and_the_likely_answers(
        self, visitor: Client, begun: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        siret = make_siret()
        monkeypatch.setattr(FIND_COMPANY, lambda number: replace(COMPANY, siret=number))
        response = visitor.post(profile_path(begun), {"kind": "company", "step": "lookup", "siret": siret})
        assert response["Location"] == profile_path(begun)
        now = reloaded(begun)
        assert (now.siret, now.organisation_name, now.commune_id) == (siret, "Café du Clain", "86194")
        assert (now.size, now.section, now.traits) == ("1-9", "I", ["food", "premises"])
        assert "Trouvé au registre\u00a0: Café du Clain" in visitor.get(profile_path(begun)).content.decode()

    def test_what_the_register_does_not_say_stays_as_typed(
        self, visitor: Client, begun: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FIND_COMPANY, lambda number: replace(COMPANY, siret=number, size="", name=""))
        fields = {
            "kind": "company",
            "step": "lookup",
            "siret": make_siret(),
            "size": "10-19",
            "organisation_name": "Nef",
        }
        visitor.post(profile_path(begun), fields)
        now = reloaded(begun)
        assert (now.size, now.organisation_name) == ("10-19", "Nef")

    def test_a_register_that_is_down_changes_nothing_else(
        self, visitor: Client, begun: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def down(number: str) -> None:
            raise LookupUnavailable("no answer in time")

        monkeypatch.setattr(FIND_COMPANY, down)
        fields = {"kind": "company", "siret": make_siret(), "organisation_name": "Nef"}
        page = visitor.post(profile_path(begun), {**fields, "step": "lookup"}).content.decode()
        assert "Le registre ne répond pas" in page
        assert 'value="Nef"' in page
        assert visitor.post(profile_path(begun), {**fields, "step": "continue"}).status_code == 302

    def test_a_number_that_nobody_has(
        self, visitor: Client, begun: Assessment, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(FIND_COMPANY, lambda number: None)
        page = visitor.post(profile_path(begun), {"kind": "company", "step": "lookup", "siret": make_siret()})
        assert "ne connaît aucune structure" in page.content.decode()

    def test_no_number_at_all(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.post(profile_path(begun), {"kind": "company", "step": "lookup"})
        assert "Écrivez les 14 chiffres" in page.content.decode()

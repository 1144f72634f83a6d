"""Sheets, their quiz and their paths, as companies and agents read them."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from assessments.learning.models import QuizTry, Reading, SheetIndexPage, SheetPage
from assessments.learning.queries import sheets_for
from organisations.models import Organisation
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.learning import RIGHT, add_index, make_path, make_sheet
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result
from tests.factories.territories import make_agent

SHEETS = "/apprendre/fiches/"


def browser(territory: Territory, user: User | None = None) -> Client:
    client = Client(headers={"host": territory.host})
    if user:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def index(in_poitiers: Territory) -> SheetIndexPage:
    return add_index(in_poitiers)


@pytest.fixture
def person(db: None) -> User:
    return make_user(name="Camille Roux")


class TestWhoReadsWhat:
    def test_a_national_sheet_is_read_in_each_territory_and_replaced_by_code(
        self, national: Territory, poitiers: Territory, lille: Territory
    ) -> None:
        with territory_scope(national):
            make_sheet(add_index(national), "lire", title="Fiche nationale")
        with territory_scope(poitiers):
            make_sheet(add_index(poitiers), "lire", title="Fiche de Poitiers")
        assert "Fiche de Poitiers" in browser(poitiers).get(f"{SHEETS}lire/").content.decode()
        assert "Fiche nationale" in browser(lille).get(f"{SHEETS}lire/").content.decode()

    def test_a_draft_and_a_neighbour_s_sheet_are_not_found(
        self, index: SheetIndexPage, poitiers: Territory, lille: Territory
    ) -> None:
        make_sheet(index, "brouillon", live=False)
        make_sheet(index, "lire")
        assert browser(poitiers).get(f"{SHEETS}brouillon/").status_code == 404
        assert browser(poitiers, make_agent(poitiers)).get(f"{SHEETS}brouillon/").status_code == 404
        assert browser(lille).get(f"{SHEETS}lire/").status_code == 404

    def test_agents_sheets_and_paths_are_for_the_team(
        self, index: SheetIndexPage, poitiers: Territory, lille: Territory
    ) -> None:
        inner = make_sheet(index, "agents", audience="agent", quiz=True)
        make_path("agents", [inner], audience="agent", title="Parcours des agents")
        reader = make_agent(poitiers, RoleName.READER)
        for address in (f"{SHEETS}agents/", "/apprendre/parcours/agents/"):
            assert browser(poitiers).get(address).status_code == 404
            assert browser(poitiers, make_user()).get(address).status_code == 404
            assert browser(lille, make_agent(lille)).get(address).status_code == 404
            assert browser(poitiers, reader).get(address).status_code == 200
        assert browser(poitiers, make_user()).post(f"{SHEETS}agents/questions/", RIGHT).status_code == 404
        assert "Parcours des agents" in browser(poitiers, reader).get("/bureau/apprendre/").content.decode()
        assert "Parcours des agents" not in browser(poitiers, reader).get("/apprendre/").content.decode()

    def test_the_page_of_wagtail_leads_to_ours(self, index: SheetIndexPage, poitiers: Territory) -> None:
        sheet = make_sheet(index, "lire")
        client = browser(poitiers)
        assert client.get(f"/{index.slug}/{sheet.slug}/").headers["location"] == f"{SHEETS}lire/"
        assert client.get(f"/{index.slug}/").headers["location"] == "/apprendre/"

    def test_an_unpublished_path_is_not_found(self, index: SheetIndexPage, poitiers: Territory) -> None:
        make_path("ferme", [make_sheet(index, "lire")], is_open=False)
        assert browser(poitiers).get("/apprendre/parcours/ferme/").status_code == 404

    def test_sheets_of_a_theme(self, index: SheetIndexPage) -> None:
        make_sheet(index, "eau", themes=["water"])
        make_sheet(index, "energie", themes=["energy", "water"])
        make_sheet(index, "agents", themes=["water"], audience="agent")
        assert [sheet.code for sheet in sheets_for("water")] == ["eau", "energie"]


class TestReadState:
    def test_opened_then_read_then_to_be_read_again(
        self, index: SheetIndexPage, poitiers: Territory, person: User
    ) -> None:
        make_sheet(index, "lire", title="Lire ses factures")
        client = browser(poitiers, person)
        client.get(f"{SHEETS}lire/")
        assert "Reprendre où vous en étiez" in client.get("/apprendre/").content.decode()
        client.post(f"{SHEETS}lire/lue/", {"read": "yes"})
        first = Reading.objects.get(person=person)
        assert first.read_at is not None
        assert "Reprendre" not in client.get("/apprendre/").content.decode()
        client.post(f"{SHEETS}lire/lue/", {"read": "yes"})
        assert Reading.objects.get(person=person).read_at == first.read_at
        client.post(f"{SHEETS}lire/lue/", {"read": "no"})
        assert Reading.objects.get(person=person).read_at is None

    def test_a_visitor_reads_and_leaves_no_trace(self, index: SheetIndexPage, poitiers: Territory) -> None:
        make_sheet(index, "lire")
        client = browser(poitiers)
        assert "Se connecter pour garder" in client.get(f"{SHEETS}lire/").content.decode()
        assert client.post(f"{SHEETS}lire/lue/").status_code == 302
        assert not Reading.objects.exists()

    def test_what_one_reads_is_one_s_own(self, index: SheetIndexPage, poitiers: Territory, person: User) -> None:
        make_sheet(index, "lire")
        browser(poitiers, person).post(f"{SHEETS}lire/lue/")
        assert "tag--ok" not in browser(poitiers, make_user()).get("/apprendre/").content.decode()


class TestQuiz:
    def test_without_an_account_it_is_graded_and_not_kept(self, index: SheetIndexPage, poitiers: Territory) -> None:
        make_sheet(index, "lire", quiz=True)
        page = browser(poitiers).post(f"{SHEETS}lire/questions/", RIGHT).content.decode()
        assert "2 bonnes réponses sur 2" in page
        assert "Vert et bleu." in page
        assert not QuizTry.objects.exists()

    def test_tries_are_kept_and_the_best_is_said(
        self, index: SheetIndexPage, poitiers: Territory, person: User
    ) -> None:
        make_sheet(index, "lire", quiz=True)
        client = browser(poitiers, person)
        for given in (RIGHT, {"q0": "1", "q1": ["0"]}):
            client.post(f"{SHEETS}lire/questions/", given)
        assert list(QuizTry.objects.order_by("id").values_list("right", "out_of")) == [(2, 2), (0, 2)]
        assert "Votre meilleur essai\u00a0: 2 sur 2" in client.get(f"{SHEETS}lire/").content.decode()

    def test_a_question_without_answer_is_asked_again_and_the_others_stay(
        self, index: SheetIndexPage, poitiers: Territory, person: User
    ) -> None:
        make_sheet(index, "lire", quiz=True)
        page = browser(poitiers, person).post(f"{SHEETS}lire/questions/", {"q1": ["2"]}).content.decode()
        assert "Choisissez une réponse" in page
        assert page.count("checked") == 1
        assert "Votre réponse" not in page
        assert not QuizTry.objects.exists()

    @pytest.mark.parametrize("given", [{"q0": "9", "q1": ["0"]}, {"q0": "<script>", "q1": ["x"]}, {}])
    def test_an_invented_answer_is_refused(self, given: Any, index: SheetIndexPage, poitiers: Territory) -> None:
        make_sheet(index, "lire", quiz=True)
        said = browser(poitiers).post(f"{SHEETS}lire/questions/", given)
        assert said.status_code == 200
        assert "bonne" not in said.content.decode()

    def test_a_sheet_without_quiz_has_nothing_to_grade(self, index: SheetIndexPage, poitiers: Territory) -> None:
        make_sheet(index, "lire")
        page = browser(poitiers).post(f"{SHEETS}lire/questions/", RIGHT).content.decode()
        assert "bonne" not in page
        assert not QuizTry.objects.exists()


class TestPaths:
    def test_progress_then_the_attestation(self, index: SheetIndexPage, poitiers: Territory, person: User) -> None:
        sheets = [make_sheet(index, code, quiz=True) for code in ("un", "deux")]
        make_path("pas", sheets, title="Premiers pas")
        client = browser(poitiers, person)
        client.post(f"{SHEETS}un/lue/")
        page = client.get("/apprendre/parcours/pas/").content.decode()
        assert "1 fiche lue sur 2" in page or "1 fiches lues sur 2" in page
        assert "encore 4 minutes" in page
        refused = client.get("/apprendre/parcours/pas/attestation/", follow=True).content.decode()
        assert "toutes les fiches du parcours" in refused
        client.post(f"{SHEETS}deux/lue/")
        client.post(f"{SHEETS}deux/questions/", RIGHT)
        paper = client.get("/apprendre/parcours/pas/attestation/").content.decode()
        assert "Camille Roux déclare avoir lu" in paper
        assert "quiz\u00a0: 2 sur 2" in paper

    def test_a_sheet_taken_back_leaves_the_path(self, index: SheetIndexPage, poitiers: Territory) -> None:
        kept, gone = make_sheet(index, "un"), make_sheet(index, "deux", title="Fiche retirée")
        make_path("pas", [kept, gone])
        SheetPage.objects.get(code="deux").unpublish()
        page = browser(poitiers).get("/apprendre/parcours/pas/").content.decode()
        assert "Fiche retirée" not in page


class TestAdvice:
    @pytest.fixture
    def organisation(self, in_poitiers: Territory, person: User) -> Organisation:
        return make_organisation(person)

    def test_the_weakest_theme_proposes_a_path(
        self, index: SheetIndexPage, poitiers: Territory, person: User, organisation: Organisation
    ) -> None:
        make_path("energie", [make_sheet(index, "un", themes=["energy"])], title="Côté énergie")
        make_path("eau", [make_sheet(index, "deux", themes=["water"])], title="Côté eau")
        make_result(organisation=organisation)  # water is the lowest
        page = browser(poitiers, person).get(f"/apprendre/structures/{organisation.pk}/").content.decode()
        assert "Nous vous proposons «\u00a0Côté eau\u00a0»" in page
        assert "«\u00a0Eau\u00a0»" in page

    def test_before_a_result_one_chooses(
        self, index: SheetIndexPage, poitiers: Territory, person: User, organisation: Organisation
    ) -> None:
        make_path("energie", [make_sheet(index, "un")], title="Côté énergie")
        page = browser(poitiers, person).get(f"/apprendre/structures/{organisation.pk}/").content.decode()
        assert "Nous vous proposons" not in page.replace("nous vous proposons", "")
        assert "Côté énergie" in page

    def test_a_stranger_finds_nothing(self, poitiers: Territory, organisation: Organisation) -> None:
        address = f"/apprendre/structures/{organisation.pk}/"
        assert browser(poitiers, make_user()).get(address).status_code == 404
        assert browser(poitiers).get(address).status_code == 302

    def test_the_organisation_s_page_leads_there(
        self, poitiers: Territory, person: User, organisation: Organisation
    ) -> None:
        page = browser(poitiers, person).get(f"/structures/{organisation.pk}/").content.decode()
        assert f"/apprendre/structures/{organisation.pk}/" in page


class TestCost:
    @pytest.mark.parametrize("count", [1, 3])
    def test_of_the_list(
        self, count: int, index: SheetIndexPage, poitiers: Territory, person: User, django_assert_num_queries: Any
    ) -> None:
        sheets = [make_sheet(index, f"s{number}", quiz=True) for number in range(count)]
        for number in range(count):
            make_path(f"p{number}", sheets)
        client = browser(poitiers, person)
        for sheet in sheets:
            client.post(f"{SHEETS}{sheet.code}/lue/")
            client.post(f"{SHEETS}{sheet.code}/questions/", RIGHT)
        client.get("/apprendre/")
        with django_assert_num_queries(LIST):
            assert client.get("/apprendre/").content.decode().count("Quiz\u00a0: 2 sur 2") == count
        with django_assert_num_queries(PATH):
            client.get("/apprendre/parcours/p0/")

    @pytest.mark.parametrize("count", [1, 3])
    def test_of_the_team_s(
        self, count: int, index: SheetIndexPage, poitiers: Territory, django_assert_num_queries: Any
    ) -> None:
        sheets = [make_sheet(index, f"s{number}", audience="agent") for number in range(count)]
        for number in range(count):
            make_path(f"p{number}", sheets, audience="agent")
        client = browser(poitiers, make_agent(poitiers, RoleName.READER))
        client.get("/bureau/apprendre/")
        with django_assert_num_queries(TEAM):
            client.get("/bureau/apprendre/")


LIST, PATH, TEAM = 7, 6, 9

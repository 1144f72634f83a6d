"""The screens where words, paths and sheets are written: one's own rows only, nothing typed lost."""

import json
from html import unescape
from typing import Any

import pytest
from django.test import Client

from accounts.models import User
from assessments.learning.models import GlossaryTerm, LearningPath, SheetPage
from cms.services import open_space
from territories.models import Kind, RoleName, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.assessments.learning.test_pages import browser
from tests.factories.accounts import make_staff
from tests.factories.learning import add_index, make_path, make_sheet, make_term
from tests.factories.territories import make_agent

TERMS, PATHS = "/gestion/snippets/learning/glossaryterm/", "/gestion/snippets/learning/learningpath/"
SUN = {"code": "sun", "term_fr": "Soleil", "definition_fr": "Étoile.", "forms_fr": "astre\n\n du jour "}


def _space(name: str, parent: Territory | None = None) -> Territory:
    kind = Kind.METROPOLIS if parent else Kind.NATIONAL
    host = f"{name}.localhost" if parent else "localhost"
    return open_space(slug=name, name=name, kind=kind, hostname=host, contact="a@b.example", parent=parent)


@pytest.fixture
def national(db: None) -> Territory:
    return _space("national")


@pytest.fixture
def ours(national: Territory) -> Territory:
    return _space("ours", national)


@pytest.fixture
def theirs(national: Territory) -> Territory:
    return _space("theirs", national)


@pytest.fixture
def animator(ours: Territory) -> User:
    return make_agent(ours, RoleName.ANIMATOR)


@pytest.fixture
def client(ours: Territory, animator: User) -> Client:
    return browser(ours, animator)


def only_term() -> GlossaryTerm:
    with territory_scope(EVERYWHERE):
        return GlossaryTerm.objects.get()


class TestTerms:
    def test_written_then_shown(self, client: Client, ours: Territory) -> None:
        assert client.get(f"{TERMS}add/").status_code == 200
        assert client.post(f"{TERMS}add/", SUN).status_code == 302
        term = only_term()
        assert (term.territory, term.term, term.forms) == (ours, {"fr": "Soleil"}, {"fr": ["astre", "du jour"]})
        assert "Soleil" in client.get("/apprendre/glossaire/").content.decode()
        page = client.get(f"{TERMS}edit/{term.pk}/").content.decode()
        assert "astre\ndu jour" in page
        client.post(f"{TERMS}edit/{term.pk}/", SUN | {"definition_fr": "Une étoile."})
        assert only_term().definition == {"fr": "Une étoile."}
        assert client.post(f"{TERMS}delete/{term.pk}/").status_code == 302
        assert "<dt>Soleil</dt>" not in client.get("/apprendre/glossaire/").content.decode()

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            ({"code": "sun moon"}, "slug"),
            ({"term_fr": ""}, "Il manque votre réponse"),
            ({"term_en": "Sun"}, "va avec sa définition"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_stays(
        self, wrong: dict[str, str], said: str, client: Client
    ) -> None:
        page = client.post(f"{TERMS}add/", SUN | wrong).content.decode()
        assert said in page
        assert "astre" in page
        with territory_scope(EVERYWHERE):
            assert not GlossaryTerm.objects.exists()

    def test_a_code_is_taken_once_in_a_territory_and_may_replace_a_national_one(
        self, client: Client, national: Territory, ours: Territory
    ) -> None:
        with territory_scope(national):
            make_term("sun", "Soleil", "National.")
        assert client.post(f"{TERMS}add/", SUN).status_code == 302
        assert "déjà pris" in client.post(f"{TERMS}add/", SUN).content.decode()
        page = client.get("/apprendre/glossaire/").content.decode()
        assert "Étoile." in page
        assert "National." not in page


class TestWhoSeesWhat:
    def test_lists_hold_one_s_own_rows(
        self, client: Client, national: Territory, ours: Territory, theirs: Territory
    ) -> None:
        for territory, word in ((national, "NATIONAL"), (ours, "OURS"), (theirs, "THEIRS")):
            with territory_scope(territory):
                make_term("word", word)
                sheet = make_sheet(add_index(territory), "lire")
                make_path("path", [sheet], title=word)
        for screen in (TERMS, f"{TERMS}results/", PATHS, f"{PATHS}results/"):
            page = client.get(screen).content.decode()
            assert "OURS" in page
            assert "THEIRS" not in page
            assert "NATIONAL" not in page

    @pytest.mark.parametrize("whose", ["national", "theirs"])
    @pytest.mark.parametrize("screen", ["edit", "delete", "history", "history-results", "usage"])
    def test_another_s_row_is_not_found(self, screen: str, whose: str, client: Client, request: Any) -> None:
        territory: Territory = request.getfixturevalue(whose)
        with territory_scope(territory):
            term = make_term("word", "SECRET")
        assert client.get(f"{TERMS}{screen}/{term.pk}/").status_code == 404
        assert client.post(f"{TERMS}{screen}/{term.pk}/", SUN).status_code == 404
        assert only_term().term == {"fr": "SECRET", "en": "SECRET"}

    def test_the_national_team_edits_on_the_host_of_the_row_only(self, ours: Territory, theirs: Territory) -> None:
        with territory_scope(theirs):
            term = make_term("word", "SECRET")
        national = browser(ours, make_staff(is_superuser=True))
        assert national.get(f"{TERMS}edit/{term.pk}/").status_code in (302, 403, 404)

    def test_choosers_and_readers_stay_out(self, client: Client, ours: Territory) -> None:
        assert client.get("/gestion/snippets/choose/learning/glossaryterm/").status_code == 404
        reader = browser(ours, make_agent(ours, RoleName.READER))
        assert reader.get(TERMS).status_code in (302, 404)


def posted(**changes: str) -> dict[str, str]:
    """What the editor of a sheet posts: one text, one question with two answers."""
    question = {
        "text": "Une question ?", "several": "", "explanation": "Parce que.", "options-count": "2",
        "options-0-value-words": "Oui", "options-0-value-right": "on", "options-0-order": "0", "options-0-deleted": "",
        "options-0-type": "", "options-0-id": "",
        "options-1-value-words": "Non", "options-1-order": "1", "options-1-deleted": "", "options-1-type": "",
        "options-1-id": "",
    }  # fmt: skip
    paragraph = {
        "key": "a",
        "text": "Un texte",
        "type": "unstyled",
        "depth": 0,
        "inlineStyleRanges": [],
        "entityRanges": [],
        "data": {},
    }
    return {
        "title": "Lire", "slug": "lire", "code": "lire", "summary": "En bref.", "minutes": "4", "audience": "company",
        "body-count": "1", "body-0-type": "text", "body-0-order": "0", "body-0-deleted": "", "body-0-id": "",
        "body-0-value": json.dumps({"blocks": [paragraph], "entityMap": {}}),
        "quiz-count": "1", "quiz-0-type": "question", "quiz-0-order": "0", "quiz-0-deleted": "", "quiz-0-id": "",
        **{f"quiz-0-value-{name}": value for name, value in question.items()},
        "seo_title": "", "search_description": "", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
        "comment_notifications": "", "action-publish": "action-publish", **changes,
    }  # fmt: skip


class TestSheets:
    def test_the_home_page_takes_an_index_and_the_index_sheets(self, client: Client, ours: Territory) -> None:
        home = ours.site.root_page
        form = {"title": "Fiches", "slug": "fiches", "seo_title": "", "search_description": "", "action-publish": "1",
                "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", "comment_notifications": ""}  # fmt: skip
        client.post(f"/gestion/pages/add/learning/sheetindexpage/{home.pk}/", form)
        index = home.get_children().get(slug="fiches")
        add = f"/gestion/pages/add/learning/sheetpage/{index.pk}/"
        assert client.get(add).status_code == 200
        client.post(add, posted())
        page = client.get("/apprendre/fiches/lire/").content.decode()
        assert "Un texte" in page
        assert "Une question\u00a0?" in page or "Une question ?" in page

    @pytest.mark.parametrize(
        ("changes", "said"),
        [
            ({"quiz-0-value-options-0-value-right": ""}, "Dites quelle réponse est juste"),
            ({"quiz-0-value-options-1-value-right": "on"}, "Deux réponses sont justes"),
            ({"minutes": "0"}, "supérieure ou égale à 1"),
        ],
    )
    def test_a_quiz_that_cannot_be_graded_is_refused(
        self, changes: dict[str, str], said: str, client: Client, ours: Territory
    ) -> None:
        with territory_scope(ours):
            index = add_index(ours)
        given = {name: value for name, value in posted(**changes).items() if value or not name.endswith("-right")}
        page = client.post(f"/gestion/pages/add/learning/sheetpage/{index.pk}/", given).content.decode()
        assert said in page or json.dumps(said).strip('"') in unescape(page)
        assert not SheetPage.objects.exists()

    def test_a_code_is_taken_once(self, client: Client, ours: Territory) -> None:
        with territory_scope(ours):
            index = add_index(ours)
            make_sheet(index, "lire")
        page = client.post(f"/gestion/pages/add/learning/sheetpage/{index.pk}/", posted(slug="autre")).content.decode()
        assert "a ce code" in page

    def test_a_preview_and_a_draft_show_the_sheet(self, client: Client, ours: Territory) -> None:
        with territory_scope(ours):
            sheet = make_sheet(add_index(ours), "lire", quiz=True, live=False, title="Brouillon")
        sheet.save_revision()
        assert "Un seul choix" in client.get(f"/gestion/pages/{sheet.pk}/view_draft/").content.decode()

    def test_a_link_block_takes_web_addresses_only(self, client: Client, ours: Territory) -> None:
        with territory_scope(ours):
            index = add_index(ours)
        link = {"body-0-type": "link", "body-0-value-words": "Ici", "body-0-value-address": "javascript:alert(1)"}
        client.post(f"/gestion/pages/add/learning/sheetpage/{index.pk}/", posted(**link))
        assert not SheetPage.objects.exists()


class TestPathForm:
    def test_a_path_of_own_and_inherited_sheets(
        self, client: Client, national: Territory, ours: Territory, theirs: Territory
    ) -> None:
        for territory, code in ((national, "nationale"), (ours, "notre"), (theirs, "leur")):
            with territory_scope(territory):
                make_sheet(add_index(territory), code, title=f"Fiche {code}")
        form = client.get(f"{PATHS}add/").content.decode()
        assert "Fiche nationale" in form
        assert "Fiche notre" in form
        assert "Fiche leur" not in form
        client.post(f"{PATHS}add/", steps("nationale", "notre"))
        with territory_scope(ours):
            assert LearningPath.objects.get().codes == ["nationale", "notre"]
        page = client.get("/apprendre/parcours/pas/").content.decode()
        assert "Fiche nationale" in page

    def test_a_neighbour_s_sheet_cannot_be_named(self, client: Client, ours: Territory, theirs: Territory) -> None:
        with territory_scope(theirs):
            make_sheet(add_index(theirs), "leur")
        client.post(f"{PATHS}add/", steps("leur"))
        with territory_scope(ours):
            assert not LearningPath.objects.exists()


def steps(*codes: str) -> dict[str, str]:
    form = {"code": "pas", "title": "Pas", "summary": "À pas.", "audience": "company", "is_open": "on"}
    form["steps-count"] = str(len(codes))
    for place, code in enumerate(codes):
        form |= {f"steps-{place}-{name}": value for name, value in
                 {"type": "sheet", "order": str(place), "deleted": "", "id": "", "value": code}.items()}  # fmt: skip
    return form

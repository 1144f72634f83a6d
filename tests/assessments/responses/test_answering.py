"""The pages of questions, with and without the script."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.responses import services
from assessments.responses.models import Answer, Assessment
from territories.scope import territory_scope
from tests.factories.responses import answer


def path(assessment: Assessment, rest: str) -> str:
    return f"/faire-le-point/{assessment.pk}/{rest}"


def save(visitor: Client, assessment: Assessment, code: str, texts: list[str], revision: int = 0) -> Any:
    body = json.dumps({"texts": texts, "revision": revision})
    return visitor.post(path(assessment, f"reponse/{code}/"), body, content_type="application/json")


def stored(assessment: Assessment) -> dict[str, Any]:
    with territory_scope(assessment.territory):
        rows = Answer.objects.filter(assessment=assessment).order_by("pk")
        return dict(rows.values_list("question_code", "value"))


def statements(queries: CaptureQueriesContext) -> list[str]:
    """What the database was asked, transaction marks left out."""
    return [q["sql"] for q in queries if not q["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]


def post_theme(visitor: Client, assessment: Assessment, theme: str, answers: dict[str, Any], **revisions: int) -> Any:
    codes = {"energie": ("E1", "E2", "E3"), "chiffres": ("F1", "F2", "F3", "F4")}[theme]
    data = {f"r-{code}": revisions.get(code, 0) for code in codes} | {
        f"q-{code}": given for code, given in answers.items()
    }
    return visitor.post(path(assessment, f"theme/{theme}/"), data)


class TestTheScriptsSaving:
    def test_it_says_the_hour_and_the_revision(self, visitor: Client, begun: Assessment) -> None:
        response = save(visitor, begun, "E1", ["b"])
        assert response.status_code == 200
        assert response.json()["revision"] == 1
        assert response.json()["message"].startswith("Enregistré à ")
        assert stored(begun) == {"E1": "b"}

    def test_a_save_costs_four_statements(self, visitor: Client, begun: Assessment) -> None:
        visitor.get(path(begun, "theme/energie/"))  # compiles the plan, finds the territory
        with CaptureQueriesContext(connection) as first:
            save(visitor, begun, "E1", ["b"])
        with CaptureQueriesContext(connection) as change:
            save(visitor, begun, "E1", ["c"], revision=1)
        assert (len(statements(first)), len(statements(change))) == (4, 4)

    def test_a_stale_tab_is_shown_the_newer_answer(self, visitor: Client, begun: Assessment) -> None:
        save(visitor, begun, "E1", ["b"])
        response = save(visitor, begun, "E1", ["c"], revision=0)
        assert response.status_code == 409
        told = response.json()
        assert (told["code"], told["revision"], told["texts"], told["words"]) == ("conflict", 1, ["b"], "Réponse b")
        assert told["url"] == path(begun, "theme/energie/#q-E1")
        assert stored(begun) == {"E1": "b"}

    @pytest.mark.parametrize(
        ("code", "texts", "sentence"),
        [
            ("E9", ["a"], "Cette question ne fait pas partie de ce questionnaire"),
            ("E1", ["z"], "Cette réponse n’est pas proposée ici"),
            ("F1", ["101"], "entre 0\u00a0% et 100\u00a0%"),
            ("F2", ["beaucoup"], "entre 0\u00a0km et 5000\u00a0km"),
        ],
    )
    def test_a_wrong_answer_is_refused_with_its_cure(
        self, visitor: Client, begun: Assessment, code: str, texts: list[str], sentence: str
    ) -> None:
        response = save(visitor, begun, code, texts)
        assert response.status_code == 400
        assert sentence in response.json()["message"]
        assert stored(begun) == {}

    @pytest.mark.parametrize(
        "body",
        [
            "",
            "[]",
            "{}",
            '{"texts": "a", "revision": 0}',
            '{"texts": [1], "revision": 0}',
            '{"texts": ["a"], "revision": true}',
        ],
    )
    def test_another_shape_is_refused(self, visitor: Client, begun: Assessment, body: str) -> None:
        response = visitor.post(path(begun, "reponse/E1/"), body, content_type="application/json")
        assert response.status_code == 400
        assert response.json()["code"] == "unreadable"

    def test_a_submitted_assessment_says_so(self, visitor: Client, begun: Assessment) -> None:
        save(visitor, begun, "E1", ["b"])
        with territory_scope(begun.territory):
            services.freeze(assessment=begun)
        response = save(visitor, begun, "E1", ["c"], revision=1)
        assert (response.status_code, response.json()["code"]) == (403, "submitted")
        assert stored(begun) == {"E1": "b"}

    def test_it_needs_the_token_of_the_page(self, begun: Assessment, visitor: Client) -> None:
        strict = Client(enforce_csrf_checks=True, headers={"host": "grand-poitiers.localhost"})
        strict.cookies = visitor.cookies
        assert save(strict, begun, "E1", ["b"]).status_code == 403
        assert stored(begun) == {}


class TestAThemePage:
    def test_it_asks_every_question_with_its_help(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.get(path(begun, "theme/energie/")).content.decode()
        for said in (
            "Suivez-vous vos consommations\u00a0?",
            "On ne réduit que",
            "Un relevé par mois.",
            "L&#x27;énergie d&#x27;un four",
        ):
            assert said in page
        assert page.count("<fieldset") == 3
        assert page.count("Je ne sais pas") == 4  # once a question, once in the rule
        assert 'type="checkbox" name="q-E3"' in page

    def test_nested_themes_are_headings_and_units_are_said(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.get(path(begun, "theme/chiffres/")).content.decode()
        assert "Trajets</h2>" in page
        assert "Déchets</h2>" in page
        assert "Nombre, en km" in page
        assert "Question 4" in page  # numbered through the whole questionnaire
        assert page.count("Question 7</span>") == 0  # the text is optional, and says so
        assert "Question 7, facultative" in page

    def test_the_profile_changes_the_words(self, visitor: Client, begun: Assessment) -> None:
        with territory_scope(begun.territory):
            services.set_profile(assessment=begun, facts={"traits": ["food"]})
        page = visitor.get(path(begun, "theme/energie/")).content.decode()
        assert "la cuisine" in page
        assert page.count("<fieldset") == 2

    def test_it_costs_the_same_with_one_answer_or_three(self, visitor: Client, begun: Assessment) -> None:
        counts = []
        for code, text in (("E1", "a"), ("E2", "yes"), ("E3", "c")):
            with territory_scope(begun.territory):
                answer(begun, code, text)
            visitor.get(path(begun, "theme/energie/"))
            with CaptureQueriesContext(connection) as queries:
                visitor.get(path(begun, "theme/energie/"))
            counts.append(len(statements(queries)))
        assert counts == [3, 3, 3]  # assessment, answers, files

    def test_without_a_script_the_page_saves_its_answers(self, visitor: Client, begun: Assessment) -> None:
        response = post_theme(visitor, begun, "energie", {"E1": "b", "E2": "no", "E3": ["a", "c"]})
        assert response.status_code == 302
        assert response["Location"] == path(begun, "theme/chiffres/")
        assert stored(begun) == {"E1": "b", "E2": "no", "E3": ["a", "c"]}

    def test_the_last_page_leads_to_the_check(self, visitor: Client, begun: Assessment) -> None:
        response = post_theme(visitor, begun, "chiffres", {"F1": "12,5", "F2": "unknown", "F3": "na"})
        assert response["Location"] == path(begun, "verifier/")
        assert stored(begun) == {"F1": 12.5, "F2": "unknown", "F3": "na"}

    def test_what_is_right_is_kept_and_the_rest_is_said_once(self, visitor: Client, begun: Assessment) -> None:
        response = post_theme(visitor, begun, "chiffres", {"F1": "200", "F2": "40"})
        page = response.content.decode()
        assert stored(begun) == {"F2": 40}
        assert "<title>Erreur\u00a0: " in page or "<title>Erreur : " in page
        assert "2 réponses restent à donner ou à corriger" in page
        assert 'href="#q-F1"' in page
        assert 'value="200"' in page  # what was typed stays there to be corrected
        assert 'aria-invalid="true"' in page
        assert "Choisissez une réponse." in page  # F3 offers no "I don't know"
        assert 'href="#q-F4"' not in page  # optional

    def test_a_newer_answer_is_shown_beside_one_s_own(self, visitor: Client, begun: Assessment) -> None:
        save(visitor, begun, "E1", ["b"])
        page = post_theme(visitor, begun, "energie", {"E1": "c", "E2": "no", "E3": "na"}, E1=0).content.decode()
        assert "Deux réponses" in page
        assert "<b>Réponse b</b>" in page
        assert 'value="c" checked' in page
        assert 'name="r-E1" value="1"' in page
        assert stored(begun)["E1"] == "b"
        assert (
            post_theme(visitor, begun, "energie", {"E1": "c", "E2": "no", "E3": "na"}, E1=1, E2=1, E3=1).status_code
            == 302
        )
        assert stored(begun)["E1"] == "c"

    def test_a_theme_that_does_not_exist_is_a_404(self, visitor: Client, begun: Assessment) -> None:
        assert visitor.get(path(begun, "theme/rien/")).status_code == 404

    def test_a_theme_no_longer_asked_leads_on(self, visitor: Client, begun: Assessment) -> None:
        assert visitor.get(path(begun, "theme/mairie/"))["Location"] == path(begun, "structure/")


class TestTheCheckPage:
    def test_every_answer_in_words_and_what_is_missing(self, visitor: Client, begun: Assessment) -> None:
        for code, texts in (("E1", ["b"]), ("E2", ["yes"]), ("F1", ["12,5"]), ("F3", ["na"])):
            save(visitor, begun, code, texts)
        page = visitor.get(path(begun, "verifier/")).content.decode()
        for said in ("Réponse b", "Oui", "12,5\u00a0%", "Non concerné", "4 réponses sur 7", "1 question sans réponse"):
            assert said in page
        assert f'action="/resultats/envoyer/{begun.pk}/"' in page

    def test_nothing_answered_offers_the_first_question(self, visitor: Client, begun: Assessment) -> None:
        page = visitor.get(path(begun, "verifier/")).content.decode()
        assert "Donnez au moins une réponse" in page
        assert '<button class="button">' not in page

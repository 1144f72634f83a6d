"""Pages of every kind of question, with and without the script; questions that come and go."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from assessments.responses.models import Answer, Assessment
from assessments.results.models import Result
from territories.scope import territory_scope
from tests.assessments.responses.test_answering import path, save, statements, stored


class TestAPage:
    def test_it_has_the_controls_of_every_kind(self, holder: Client, every_kind: Assessment) -> None:
        water = holder.get(path(every_kind, "theme/water/")).content.decode()
        assert 'type="date" name="q-WA2"' in water
        assert water.count('<fieldset class="scale-line">') == 3
        assert 'name="q-WA3=taps" value="na"' in water
        assert "Pas encore\u00a0: il manque les réponses aux questions 3, 4." in water
        waste = holder.get(path(every_kind, "theme/waste/")).content.decode()
        assert 'enctype="multipart/form-data"' in waste
        assert 'name="q-WT2=0.tonnes"' in waste
        assert 'aria-label="Ligne 1, Quantité, tonnes"' in waste
        assert 'aria-label="Papier et carton, Collectes, par mois"' in waste

    def test_what_a_condition_hides_is_there_and_disabled(self, holder: Client, every_kind: Assessment) -> None:
        waste = holder.get(path(every_kind, "theme/waste/")).content.decode()
        for code in ("WT2", "WT4", "WH1"):
            assert f'id="q-{code}" data-question="{code}" data-number=""' in waste
        assert waste.count(" hidden disabled") == 3
        assert '<h2 class="section" data-heads="hazard" hidden>' in waste
        assert "0 réponse sur 6" in waste  # only what is asked: 4 on water, 2 on waste

    def test_it_costs_three_queries(self, holder: Client, every_kind: Assessment) -> None:
        counts = []
        for theme in ("water", "waste"):
            holder.get(path(every_kind, f"theme/{theme}/"))
            with CaptureQueriesContext(connection) as queries:
                holder.get(path(every_kind, f"theme/{theme}/"))
            counts.append(len(statements(queries)))
        assert counts == [3, 3]  # assessment, answers, files

    def test_saving_says_what_changes_on_the_page(self, holder: Client, every_kind: Assessment) -> None:
        told = save(holder, every_kind, "WT1", ["yes"]).json()["page"]
        assert told["shown"] == ["WT1", "WT2", "WT3", "WT4", "WT5", "WH1"]
        assert told["numbers"] == {"WT1": 5, "WT2": 6, "WT3": "", "WT4": 7, "WT5": 8, "WH1": 9}
        assert told["figures"] == {"WT3": ["", "Pas encore\u00a0: il manque la réponse à la question 6."]}
        assert (told["answered"], told["asked"]) == (1, 9)
        assert told["themes"] == {"water": [0, 4], "waste": [1, 5]}
        table = save(holder, every_kind, "WT2", ["0.tonnes=1,5", "1.tonnes=2"]).json()["page"]
        assert table["figures"] == {"WT3": ["3,5\u00a0tonnes", ""]}
        gone = save(holder, every_kind, "WT1", ["no"], 1).json()["page"]
        assert gone["shown"] == ["WT1", "WT5"]

    def test_saving_with_conditions_costs_one_query_more(self, holder: Client, every_kind: Assessment) -> None:
        holder.get(path(every_kind, "theme/water/"))
        with CaptureQueriesContext(connection) as queries:
            save(holder, every_kind, "WA1", ["s1"])
        assert len(statements(queries)) == 5

    def test_a_wrong_cell_is_said_at_its_place(self, holder: Client, every_kind: Assessment) -> None:
        save(holder, every_kind, "WT1", ["yes"])
        refused = save(holder, every_kind, "WT2", ["0.tonnes=x"])
        sentence = "Ligne 1, Quantité\u00a0: écrivez un nombre en chiffres (tonnes)."
        assert (refused.status_code, refused.json()["cells"]) == (400, {"0.tonnes": sentence})
        assert refused.json()["message"] == sentence


class TestWithoutAScript:
    def test_a_page_is_saved_whole(self, holder: Client, every_kind: Assessment) -> None:
        seen = {f"r-WA{number}": 0 for number in (1, 3, 4, 5)}
        sent = {"q-WA1": "s0", "q-WA3=taps": "a", "q-WA4": "120,5", "q-WA5": "4"}
        answer = holder.post(path(every_kind, "theme/water/"), seen | sent)
        assert answer["Location"] == path(every_kind, "theme/waste/")
        assert stored(every_kind) == {"WA1": "s0", "WA3": {"taps": "a"}, "WA4": 120.5, "WA5": 4}

    def test_a_question_that_appears_is_shown_before_going_on(self, holder: Client, every_kind: Assessment) -> None:
        data = {"r-WA1": 0, "r-WA3": 0, "r-WA4": 0, "r-WA5": 0, "q-WA1": "s2", "q-WA3=taps": "a"}
        page = holder.post(path(every_kind, "theme/water/"), data).content.decode()
        assert "Vos réponses ajoutent une question" in page
        assert 'href="#q-WA2"' in page
        assert "Ajoutée par vos réponses" in page
        assert "notice--error" not in page
        again = holder.post(path(every_kind, "theme/water/"), data | {"r-WA2": 0, "r-WA1": 1})
        assert again["Location"] == path(every_kind, "theme/waste/")  # it is optional, and was seen

    def test_a_hidden_question_posts_nothing_and_keeps_its_answer(self, holder: Client, every_kind: Assessment) -> None:
        save(holder, every_kind, "WA1", ["s1"])
        save(holder, every_kind, "WA2", ["2026-10-03"])
        save(holder, every_kind, "WA1", ["s0"], 1)
        check = holder.get(path(every_kind, "verifier/")).content.decode()
        assert "Gardé, mais pas compté" in check
        assert "3 octobre 2026" in check
        assert "1 réponse sur 6" in check
        assert stored(every_kind)["WA2"] == "2026-10-03"
        save(holder, every_kind, "WA1", ["s1"], 2)
        assert "Gardé, mais pas compté" not in holder.get(path(every_kind, "verifier/")).content.decode()

    def test_a_row_more_and_a_row_less(self, holder: Client, every_kind: Assessment) -> None:
        save(holder, every_kind, "WT1", ["yes"])
        base = {"r-WT1": 1, "q-WT1": "yes", "r-WT2": 0, "q-WT2=0.what": "Verre", "q-WT2=1.what": "Papier"}
        more = holder.post(path(every_kind, "theme/waste/"), base | {"add": "WT2"}).content.decode()
        assert 'name="q-WT2=2.what"' in more
        assert 'name="q-WT2=3.what"' not in more
        assert stored(every_kind)["WT2"] == [{"what": "Verre"}, {"what": "Papier"}]
        holder.post(path(every_kind, "theme/waste/"), base | {"r-WT2": 1, "drop": "WT2=0"})
        assert stored(every_kind)["WT2"] == [{"what": "Papier"}]

    def test_wrong_cells_come_back_as_they_were_typed(self, holder: Client, every_kind: Assessment) -> None:
        save(holder, every_kind, "WT1", ["yes"])
        sent = {"r-WT1": 1, "q-WT1": "yes", "r-WT2": 0, "q-WT2=0.what": "Verre", "q-WT2=0.tonnes": "un peu"}
        page = holder.post(path(every_kind, "theme/waste/"), sent).content.decode()
        assert 'value="un peu"' in page
        assert 'id="e-WT2=0.tonnes">Ligne 1, Quantité' in page
        assert page.count('aria-invalid="true"') == 1
        assert "WT2" not in stored(every_kind)

    def test_a_wrong_date_comes_back_in_a_field_that_can_hold_it(self, holder: Client, every_kind: Assessment) -> None:
        save(holder, every_kind, "WA1", ["s1"])
        page = holder.post(path(every_kind, "theme/water/"), {"r-WA2": 0, "q-WA2": "31/02/2026"}).content.decode()
        assert 'inputmode="numeric" name="q-WA2" value="31/02/2026"' in page
        assert "Écrivez une date avec le jour" in page


@pytest.mark.parametrize(
    "body",
    [
        {"texts": ["taps=p", {}], "revision": 0},
        {"texts": {"taps": "p"}, "revision": 0},
        {"texts": [["taps=p"]], "revision": 0},
    ],
)
def test_other_shapes_are_refused(holder: Client, every_kind: Assessment, body: Any) -> None:
    answer = holder.post(path(every_kind, "reponse/WA3/"), json.dumps(body), content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (400, "unreadable")
    assert stored(every_kind) == {}


def test_nobody_answers_a_figure(holder: Client, every_kind: Assessment) -> None:
    refused = save(holder, every_kind, "WA6", ["3"])
    assert (refused.status_code, refused.json()["code"]) == (400, "computed")
    holder.post(path(every_kind, "theme/water/"), {"r-WA6": 0, "q-WA6": "3"})
    assert stored(every_kind) == {}


def test_an_answer_taken_over_is_confirmed_by_being_seen(holder: Client, every_kind: Assessment) -> None:
    with territory_scope(every_kind.territory):
        save(holder, every_kind, "WA1", ["s1"])
        Answer.objects.filter(assessment=every_kind).update(carried=True)
    page = holder.get(path(every_kind, "theme/water/")).content.decode()
    assert "Reprise de votre bilan précédent" in page
    assert save(holder, every_kind, "WA1", ["s1"]).json()["revision"] == 1
    with territory_scope(every_kind.territory):
        assert not Answer.objects.get(assessment=every_kind).carried


def test_the_result_says_every_kind(holder: Client, every_kind: Assessment) -> None:
    given = {
        "WA1": ["s0"], "WA3": ["taps=n", "garden=a"], "WA4": ["90"], "WA5": ["10"], "WT1": ["yes"],
        "WT2": ["0.what=Verre", "0.tonnes=1,5"], "WT5": ["0.number=4"],
    }  # fmt: skip
    for code, texts in given.items():
        assert save(holder, every_kind, code, texts).status_code == 200
    page = holder.post(f"/resultats/envoyer/{every_kind.pk}/", follow=True).content.decode()
    for said in (
        "Pas demandée à cause d’une autre réponse",  # WA2
        "Robinets et toilettes\u00a0: Rien encore ; Arrosage des espaces verts\u00a0: Partout",
        "Robinets et toilettes\u00a0: En partie",  # the next step: the line furthest behind
        "moyenne des lignes que vous avez notées",
        "9\u00a0m³ par personne",
        "les points de la tranche où tombe le chiffre calculé",
        "Verre, 1,5\u00a0tonnes",
        "Tout-venant\u00a0: 4\u00a0par mois",
    ):
        assert said in page, said
    with territory_scope(every_kind.territory):
        assert "WA6" not in Result.objects.get().answers


class TestStrangeFigures:
    """Rows that are no numbers, values inside values: refused beside the question, never a broken page."""

    @pytest.mark.parametrize("row", ["²", "9" * 5000, "٣", "-1", ""])
    def test_of_the_rows_of_a_table(self, holder: Client, every_kind: Assessment, row: str) -> None:
        save(holder, every_kind, "WT1", ["yes"])
        sent = {"r-WT2": "0", f"q-WT2={row}.tonnes": "1"}
        assert holder.post(path(every_kind, "theme/waste/"), sent).status_code < 500
        assert "WT2" not in stored(every_kind)

    def test_of_what_the_script_sends(self, holder: Client, every_kind: Assessment) -> None:
        address = path(every_kind, "reponse/WT1/")
        for body in ("[" * 200_000, '{"texts": ["yes"], "revision": ' + "9" * 5000 + "}"):
            assert holder.post(address, body, content_type="application/json").status_code == 400

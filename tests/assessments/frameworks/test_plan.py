"""From a file to rows to a compiled plan, and what the plan says to each profile."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from django.test.utils import CaptureQueriesContext

from assessments.frameworks.domain.document import Document, Question
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.domain.plan import Plan, plan_of
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version, forget
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import import_document, publish
from assessments.scoring import Answers, Given, Profile
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.frameworks.files import small

SHOP = Profile("company", "1-9", "G", frozenset({"premises"}))
HALL = Profile("public_body", "50-249", "O", frozenset({"premises", "food"}))


@pytest.fixture
def document() -> Document:
    reading = read_bytes(small())
    assert reading.document is not None
    assert reading.problems == ()
    return reading.document


@pytest.fixture
def plan(document: Document) -> Plan:
    return plan_of(document)


@pytest.fixture
def version(document: Document, poitiers: Territory) -> FrameworkVersion:
    with territory_scope(poitiers):
        return publish(version=import_document(document=document, territory=poitiers))


def test_rows_give_the_document_back_whole(document: Document, version: FrameworkVersion) -> None:
    with territory_scope(version.framework.territory):
        assert read_rows(version) == document
        assert version.digest == read_rows(version).digest()


def test_a_published_plan_costs_nothing_once_warm(
    version: FrameworkVersion, django_assert_num_queries: type[CaptureQueriesContext]
) -> None:
    forget()
    with territory_scope(version.framework.territory):
        # themes, questions, choices, bands, levels, their words, traits, terms, legal notes, resources
        with django_assert_num_queries(10):
            compile_version(version)
        with django_assert_num_queries(0):
            plan = compile_version(version)
            assert [q.code for q in plan.questions_for(HALL)]


def test_a_draft_is_read_again_each_time(document: Document, in_poitiers: Territory) -> None:
    version = import_document(document=document, territory=in_poitiers)
    assert compile_version(version) is not compile_version(version)


def test_each_profile_sees_its_own_questions(plan: Plan) -> None:
    assert [q.code for q in plan.questions_for(SHOP)] == ["EN1", "EN2", "DE1", "DE2"]
    assert [q.code for q in plan.questions_for(HALL)] == ["EN1", "EN2", "DE1", "DE2", "DE3", "DE4"]
    assert [q.code for q in plan.questions_for(Profile("company"))] == ["EN2", "DE1", "DE2"]
    assert [q.code for q in plan.express_for(Profile("company"))] == ["DE1"]


def test_answers_leave_out_what_their_conditions_hide(document: Document) -> None:
    """EN2 only where EN1 is b, and the whole of waste only where EN2 is 10 or more."""
    energy, waste = document.themes
    first, second = energy.questions
    conditioned = replace(second, visible_if=Given("EN1", frozenset({"b"})))
    themes = (
        replace(energy, questions=(first, conditioned)),
        replace(waste, visible_if=Given("EN2", at_least=Fraction(10))),
    )
    plan = plan_of(replace(document, themes=themes))

    def asked(answers: Answers | None) -> list[str]:
        return [q.code for q in plan.questions_for(SHOP, answers)]

    assert asked(None) == ["EN1", "EN2", "DE1", "DE2"]
    assert asked({}) == ["EN1"]
    assert asked({"EN1": "b", "EN2": 9}) == ["EN1", "EN2"]
    assert asked({"EN1": "b", "EN2": 10}) == ["EN1", "EN2", "DE1", "DE2"]
    assert asked({"EN1": "a", "EN2": 10}) == ["EN1"]
    assert [q.code for q in plan.express_for(SHOP, {})] == ["EN1"]
    assert [theme.code for theme in plan.themes_for(SHOP, {})] == ["energy"]
    assert plan.not_asked({}, SHOP) == {"EN2", "waste", "DE1", "DE2", "DE3", "DE4", "food-waste"}


def test_a_computed_question_is_shown_and_waits_for_no_answer(document: Document) -> None:
    energy, waste = document.themes
    computed = Question("TWICE", "computed", {"fr": "Le double", "en": "Twice"}, formula="[EN2] * 2")
    plan = plan_of(replace(document, themes=(replace(energy, questions=(*energy.questions, computed)), waste)))
    (section, *_) = plan.sections_for(SHOP)
    assert [q.code for q in section.questions] == ["EN1", "EN2", "TWICE"]
    assert [q.code for q in section.asked] == ["EN1", "EN2"]


def test_each_profile_reads_its_own_words(plan: Plan) -> None:
    assert plan.questions_for(HALL)[0].title["fr"] == "La mairie suit-elle ?"
    assert plan.questions_for(HALL)[0].help["fr"] == "Sur la facture"
    assert plan.questions_for(SHOP)[0].title["fr"] == "Suivez-vous vos consommations ?"


def test_sections_group_the_questions_of_themes_below(plan: Plan) -> None:
    energy, waste = plan.sections_for(HALL)
    assert [q.code for q in energy.questions] == ["EN1", "EN2"]
    assert [(g.theme.code, len(g.questions)) for g in waste.groups] == [("waste", 2), ("food-waste", 2)]
    assert [theme.code for theme in plan.themes_for(HALL)] == ["energy", "waste"]
    assert plan.top_theme_of("DE3").code == "waste"


def test_what_the_register_knows_prefills_the_screening(plan: Plan) -> None:
    assert plan.default_traits(HALL) == {"premises"}
    assert plan.default_traits(Profile("company", "50-249")) == {"premises"}
    assert plan.default_traits(SHOP) == frozenset()


def test_legal_notes_concern_the_profile_and_keep_to_their_review(plan: Plan) -> None:
    assert [note.code for note in plan.legal_notes_for("EN1", SHOP)] == ["tertiary"]
    assert plan.legal_notes_for("EN1", HALL) == ()
    assert plan.legal_notes_for("EN2", SHOP) == ()
    assert plan.current_legal_notes_for("EN1", SHOP, date(2027, 5, 21))
    assert not plan.current_legal_notes_for("EN1", SHOP, date(2027, 5, 22))


def test_small_lookups(plan: Plan) -> None:
    assert plan.minutes(18) == 12
    assert plan.minutes(0) == 1
    assert [term.code for term in plan.terms_of(plan.question("EN1"))] == ["kwh"]
    assert plan.theme("food-waste").title["en"] == "Food waste"
    assert plan.level(None) is None
    act = plan.level("act")
    assert act is not None
    assert act.low == Fraction("40.5")


def test_the_plan_scores(plan: Plan) -> None:
    """energy: (1 x 2/4 + 0.5 x 4/4) / 1.5 = 2/3; waste: no; overall 2/3 x 2/3 = 4/9."""
    result = plan.score({"EN1": "b", "EN2": 50, "DE1": False}, SHOP)
    assert result.score == Fraction(400, 9)
    assert result.level == "act"

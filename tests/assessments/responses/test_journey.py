"""Pages, progress and the way back, without a database."""

import pytest

from assessments.frameworks.domain.plan import Plan, plan_of
from assessments.responses.domain import journey
from assessments.scoring import Profile
from tests.factories.responses import document


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(document())


COMPANY = Profile("company")
WITH_PREMISES = Profile("company", traits=frozenset({"premises"}))


def pages_of(plan: Plan, profile: Profile, *, express: bool = False) -> dict[str, list[tuple[str, ...]]]:
    return {
        page.theme.code: [tuple(question.code for question in group.questions) for group in page.groups]
        for page in journey.steps(plan, profile, express=express)
    }


def test_a_page_is_a_first_theme_and_nested_ones_are_its_groups(plan: Plan) -> None:
    assert pages_of(plan, COMPANY) == {"energie": [("E1", "E3")], "chiffres": [("F1", "F2"), ("F3", "F4")]}


def test_the_profile_decides_what_is_asked(plan: Plan) -> None:
    assert pages_of(plan, WITH_PREMISES)["energie"] == [("E1", "E2", "E3")]
    assert "mairie" in pages_of(plan, Profile("public_body"))


def test_the_short_path_keeps_its_questions_and_drops_empty_pages(plan: Plan) -> None:
    assert pages_of(plan, COMPANY, express=True) == {"energie": [("E1",)], "chiffres": [("F3",)]}


def test_progress_counts_only_what_is_asked() -> None:
    assert journey.progress(("a", "b", "c"), {"a", "c", "not asked any more"}) == journey.Progress(2, 3)
    assert journey.progress(("a", "b", "c"), {"a"}).missing == 2


@pytest.mark.parametrize(
    ("answered", "position", "expected"),
    [
        (set(), "", "a"),
        ({"a"}, "a", "b"),
        ({"a", "c"}, "c", "d"),  # b was left for later: it comes after the rest
        ({"a", "c", "d"}, "d", "b"),
        ({"b"}, "gone", "a"),
        ({"a", "b", "c", "d"}, "d", None),
    ],
)
def test_one_comes_back_to_the_first_open_question_from_where_one_was(
    answered: set[str], position: str, expected: str | None
) -> None:
    assert journey.resume_at(("a", "b", "c", "d"), answered, position) == expected


def test_the_page_of_a_question(plan: Plan) -> None:
    pages = journey.steps(plan, COMPANY)
    found = journey.page_of(pages, "F3")
    assert found is not None
    assert found.theme.code == "chiffres"
    assert journey.page_of(pages, "M1") is None


def test_the_facts_that_a_questionnaire_depends_on(plan: Plan) -> None:
    assert journey.conditions(plan.framework) == {"kind", "traits"}

"""Where voices differ: measured in points of the scale, discussed, settled with a date, a name and a reason."""

from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from assessments.frameworks.domain.plan import plan_of
from assessments.responses import carrying
from assessments.responses.models import Answer, Assessment, FormerAnswer
from assessments.responses.services import Conflict, Given, save_answer
from assessments.results.services import submit
from assessments.scoring import NA, UNKNOWN
from assessments.voices import queries, services
from assessments.voices.domain.gaps import answered, differ, most_given, size, worth
from assessments.voices.domain.heard import Gap
from assessments.voices.models import Agreement, Voice
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories import voices as make
from tests.factories.frameworks import simple_document

PLAN = plan_of(simple_document())
QUESTION = next(iter(PLAN.framework.questions()))


class TestTheMeasure:
    def test_an_answer_is_worth_its_points_on_the_displayed_scale(self) -> None:
        found = [worth(PLAN.framework, QUESTION, f"s{n}") for n in range(5)]
        assert found == [Fraction(0), Fraction(25), Fraction(50), Fraction(75), Fraction(100)]

    @pytest.mark.parametrize("value", [UNKNOWN, NA, None, "no-such-choice", ["s1"]])
    def test_what_has_no_points_has_none(self, value: object) -> None:
        assert worth(PLAN.framework, QUESTION, value) is None  # type: ignore[arg-type]

    @given(st.lists(st.none() | st.fractions(0, 100), max_size=6))
    def test_a_gap_goes_from_the_lowest_to_the_highest(self, points: list[Fraction | None]) -> None:
        found = size(points)
        known = sorted(one for one in points if one is not None)
        assert found is None if len(known) < 2 else found == known[-1] - known[0]
        assert found == size(reversed(points))

    def test_the_order_of_several_choices_is_no_difference(self) -> None:
        assert not differ([["a", "b"], ["b", "a"]])
        assert not differ([{"x": "1", "y": "2"}, {"y": "2", "x": "1"}])
        assert differ([["a"], ["a", "b"]])
        assert not differ([])

    def test_what_most_people_ticked_is_no_mean(self) -> None:
        assert most_given({"": {"s0": 4, "s4": 3}}) == "s0"
        assert most_given({"paper": {"often": 3, "never": 1}, "ink": {"never": 2}}) == {
            "paper": "often",
            "ink": "never",
        }
        assert most_given({}) is None
        assert answered({"paper": {"often": 3}, "ink": {"never": 2}}) == 2


@pytest.fixture
def differing(draft: Assessment, owner: User, poitiers: Territory) -> Voice:
    """The organisation says 4 and 1, the relay 1 and 2."""
    with territory_scope(poitiers):
        make.say(draft, t1q1="s4", t2q1="s1", t2q2="s2")
        voice = make.make_relay(draft, owner)
        assert voice.grid is not None
        make.say(voice.grid, t1q1="s1", t2q1="s2", t2q2="s2")
        return services.finish(voice=voice)


def settle(draft: Assessment, owner: User, value: str = "s2", seen: int = 1) -> Agreement:
    gap = queries.gap_of(draft, "t1q1")
    assert gap is not None
    why = "Le relevé de mars le montre."
    facts = {"value": value, "why": why, "agreed_with": "Anne", "by": owner, "seen": seen}
    return services.agree(assessment=draft, gap=gap, **facts)


def told(gap: Gap) -> dict[str, object]:
    return {one.who: one.value for one in gap.heard}


class TestTheList:
    def test_the_widest_first_and_who_agrees_is_no_gap(
        self, differing: Voice, draft: Assessment, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            gaps = queries.gaps_of(draft)
        assert [(gap.code, gap.rounded) for gap in gaps] == [("t1q1", 75), ("t2q1", 25)]
        assert told(gaps[0]) == {"Menuiserie Clairbois": "s4", "Anne Durand (Cabinet Durand)": "s1"}

    def test_who_answered_before_is_a_voice_too(self, draft: Assessment, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            zoe = make.make_delegate(draft, owner)
            save_answer(assessment=draft, code="t1q1", given=Given(["s4"], 0), author=zoe.author)
            save_answer(assessment=draft, code="t1q1", given=Given(["s1"], 1))
            (gap,) = queries.gaps_of(draft)
        assert told(gap) == {"Menuiserie Clairbois": "s1", "Zoé Petit": "s4"}

    def test_a_withdrawn_voice_is_not_heard(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            services.withdraw(voice=differing, by=owner)
            assert queries.gaps_of(draft) == []

    def test_an_unknown_against_an_answer_differs_without_points(
        self, differing: Voice, draft: Assessment, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            save_answer(assessment=draft, code="t2q2", given=Given([UNKNOWN], 1))
            gaps = queries.gaps_of(draft)
        assert [(gap.code, gap.size) for gap in gaps][-1] == ("t2q2", None)

    def test_employees_are_a_distribution(self, draft: Assessment, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            make.say(draft, t1q1="s4")
            poll = make.make_poll(draft, owner)
            make.vote(poll, "s0", "s0", "s0", "s1", "s4")
            assert queries.gaps_of(draft) == []
            services.close_poll(poll=poll)
            (gap,) = queries.gaps_of(draft)
        assert gap.size == 100
        assert [(share.people, share.percent) for share in gap.heard[-1].shares] == [
            (3, 60), (1, 20), (0, 0), (0, 0), (1, 20),
        ]  # fmt: skip

    def test_it_costs_the_same_with_one_voice_or_three(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory, django_assert_num_queries: object
    ) -> None:
        with territory_scope(poitiers):
            with django_assert_num_queries(6):  # type: ignore[operator]
                queries.gaps_of(draft)
            for name in ("a", "b"):
                voice = make.make_relay(draft, owner, email=f"{name}@exemple.fr")
                assert voice.grid is not None
                make.say(voice.grid, t1q1="s0")
                services.finish(voice=voice)
            with django_assert_num_queries(6):  # type: ignore[operator]
                queries.gaps_of(draft)


class TestAgreeing:
    def test_in_a_draft_it_becomes_the_answer_and_the_gap_is_settled(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            agreement = settle(draft, owner)
            row = Answer.objects.get(assessment=draft, question_code="t1q1")
            gaps = {gap.code: gap.settled for gap in queries.gaps_of(draft)}
            assert FormerAnswer.objects.get(assessment=draft).value == "s4"
        assert (row.value, row.revision, row.author_name) == ("s2", 2, "Paule Martin")
        assert gaps == {"t2q1": False, "t1q1": True}
        assert agreement.applied
        assert {one["who"]: one["words"] for one in agreement.heard} == {
            "Menuiserie Clairbois": "Étape 4", "Anne Durand (Cabinet Durand)": "Étape 1",
        }  # fmt: skip

    def test_a_new_word_opens_it_again_and_the_history_stays(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            settle(draft, owner)
            save_answer(assessment=draft, code="t1q1", given=Given(["s0"], 2))
            gap = queries.gap_of(draft, "t1q1")
            assert gap is not None
            assert not gap.settled
            settle(draft, owner, "s1", seen=3)
            assert [one.value for one in queries.agreements_of(draft, "t1q1")] == ["s2", "s1"]

    def test_an_answer_saved_meanwhile_is_never_crushed(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            save_answer(assessment=draft, code="t1q1", given=Given(["s3"], 1))
            with pytest.raises(Conflict):
                settle(draft, owner, seen=1)
            assert not Agreement.objects.exists()
        client = make.signed_in(owner, poitiers)
        facts = {"answer": "s2", "why": "Parce que", "revision": "1"}
        shown = client.post(f"/regards/{draft.pk}/question/t1q1/", facts)
        assert shown.status_code == 200
        assert "Parce que" in shown.content.decode()

    def test_once_submitted_it_waits_for_the_next_assessment(
        self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            result = submit(assessment=draft)
            draft.refresh_from_db()
            agreement = settle(draft, owner)
            assert not agreement.applied
            result.refresh_from_db()
            assert result.answers["t1q1"] == "s4"
            following = carrying.begin_again(former=draft, author=owner, territory=poitiers)
            row = Answer.objects.get(assessment=following, question_code="t1q1")
        assert (row.value, row.carried) == ("s2", True)
        page = make.signed_in(owner, poitiers).get(f"/faire-le-point/{following.pk}/theme/t1/").content.decode()
        assert "Le relevé de mars le montre." in page

    def test_a_reason_is_asked(self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            gap = queries.gap_of(draft, "t1q1")
            assert gap is not None
            with pytest.raises(ValidationError):
                services.agree(assessment=draft, gap=gap, value="s2", why=" ", agreed_with="", by=owner, seen=1)
        client = make.signed_in(owner, poitiers)
        shown = client.post(f"/regards/{draft.pk}/question/t1q1/", {"answer": "s9", "why": "", "revision": "1"})
        assert shown.content.decode().count('class="error"') == 2

    def test_on_the_page(self, differing: Voice, draft: Assessment, owner: User, poitiers: Territory) -> None:
        client = make.signed_in(owner, poitiers)
        assert "75 points d’écart" in client.get(f"/regards/{draft.pk}/ecarts/").content.decode()
        facts = {"answer": "s3", "why": "Vu ensemble", "agreed_with": "Anne", "revision": "1"}
        assert client.post(f"/regards/{draft.pk}/question/t1q1/", facts).status_code == 302
        shown = client.get(f"/regards/{draft.pk}/question/t1q1/").content.decode()
        assert "Vu ensemble" in shown
        with territory_scope(poitiers):
            agreement = Agreement.objects.get()
        assert (agreement.value, agreement.agreed_by_name) == ("s3", "Paule Martin")
        assert agreement.agreed_at <= timezone.now()

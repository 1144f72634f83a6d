"""Writes: begin, profile, answers, freezing, keeping."""

import pytest
from django.core.exceptions import ValidationError

from assessments.frameworks.services import retire
from assessments.responses import services
from assessments.responses.models import Answer, Assessment
from assessments.responses.services import Given
from assessments.scoring import AnswerError
from territories.models import Commune, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import make_user
from tests.factories.responses import answer, make_assessment, make_version


def stored(assessment: Assessment) -> dict[str, object]:
    return dict(Answer.objects.filter(assessment=assessment).order_by("pk").values_list("question_code", "value"))


class TestBeginning:
    def test_the_screening_answers_are_prefilled_for_the_kind(self, in_poitiers: Territory) -> None:
        assert make_assessment().traits == ["premises"]

    def test_a_draft_or_retired_framework_is_not_open(self, in_poitiers: Territory) -> None:
        version = retire(version=make_version())
        with pytest.raises(ValidationError, match="n’est pas ouvert"):
            make_assessment(version)

    def test_another_kind_is_refused(self, in_poitiers: Territory) -> None:
        with pytest.raises(ValidationError):
            make_assessment(kind="pirates")

    def test_one_address_begins_thirty_an_hour(self, in_poitiers: Territory) -> None:
        version = make_version()
        for _ in range(services.STARTS_AN_HOUR):
            make_assessment(version, address="192.0.2.1")
        with pytest.raises(services.TooMany):
            make_assessment(version, address="192.0.2.1")
        assert make_assessment(version, address="192.0.2.2").pk


class TestProfile:
    def test_answers_no_longer_asked_stay(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "E2", "yes")
        services.set_profile(assessment=assessment, facts={"traits": []})
        assessment.refresh_from_db()
        assert assessment.traits == []
        assert stored(assessment) == {"E2": "yes"}

    def test_a_wrong_fact_changes_nothing(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        with pytest.raises(ValidationError):
            services.set_profile(assessment=assessment, facts={"siret": "123", "size": "1-9"})
        assessment.refresh_from_db()
        assert assessment.size == ""

    def test_only_the_facts_of_a_profile(self, in_poitiers: Territory) -> None:
        with pytest.raises(ValueError, match="author"):
            services.set_profile(assessment=make_assessment(), facts={"author": make_user()})


class TestSaving:
    def test_a_first_answer_then_a_change(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        assert answer(assessment, "E1", "a").revision == 1
        assert answer(assessment, "E1", "b", seen=1).revision == 2
        assert stored(assessment) == {"E1": "b"}
        assessment.refresh_from_db()
        assert assessment.position == "E1"

    def test_the_same_answer_twice_changes_nothing(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        first = answer(assessment, "E1", "a")
        again = answer(assessment, "E1", "a")
        assert (again.revision, again.saved_at) == (1, first.saved_at)

    def test_a_stale_tab_is_told_and_the_newer_answer_stays(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "E1", "a")
        answer(assessment, "E1", "b", seen=1)
        with pytest.raises(services.Conflict) as conflict:
            answer(assessment, "E1", "c", seen=1)
        assert (conflict.value.answer.value, conflict.value.answer.revision) == ("b", 2)
        assert stored(assessment) == {"E1": "b"}

    def test_a_tab_that_saw_no_answer_is_stale_too(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "E1", "a")
        with pytest.raises(services.Conflict):
            answer(assessment, "E1", "b", seen=0)

    def test_clearing_keeps_the_revision_and_is_no_answer(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "F2", "12")
        assert answer(assessment, "F2", "", seen=1).revision == 2
        assert stored(assessment) == {"F2": None}
        assert answer(assessment, "F2", "13", seen=2).value == 13

    def test_nothing_given_where_nothing_was_writes_nothing(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        assert answer(assessment, "F4", "").revision == 0
        assert stored(assessment) == {}

    @pytest.mark.parametrize(("code", "text"), [("E9", "a"), ("E1", "z"), ("F1", "130")])
    def test_what_does_not_belong_is_refused(self, in_poitiers: Territory, code: str, text: str) -> None:
        assessment = make_assessment()
        with pytest.raises(AnswerError):
            answer(assessment, code, text)
        assert stored(assessment) == {}

    def test_a_page_keeps_what_is_right_and_reports_the_rest(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "E1", "a")
        given = {"E1": Given(["b"], 0), "F1": Given(["130"], 0), "F2": Given(["40"], 0), "E3": Given(["a", "b"], 0)}
        saved = services.save_answers(assessment=assessment, given=given)
        assert (set(saved.kept), set(saved.newer), set(saved.refused)) == ({"F2", "E3"}, {"E1"}, {"F1"})
        assert stored(assessment) == {"E1": "a", "F2": 40, "E3": ["a", "b"]}


class TestFreezing:
    def test_a_submitted_assessment_is_read_only(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "E1", "a")
        services.freeze(assessment=assessment)
        assert assessment.submitted_at is not None
        for write in (
            lambda: answer(assessment, "E1", "b", seen=1),
            lambda: services.set_profile(assessment=assessment, facts={"size": "1-9"}),
            lambda: services.freeze(assessment=assessment),
        ):
            with pytest.raises(services.AlreadySubmitted):
                write()
        assert stored(assessment) == {"E1": "a"}

    def test_nothing_answered_cannot_be_submitted(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        answer(assessment, "F2", "12")
        answer(assessment, "F2", "", seen=1)
        with pytest.raises(services.NothingAnswered):
            services.freeze(assessment=assessment)
        assessment.refresh_from_db()
        assert assessment.is_draft


class TestKeeping:
    def test_a_claim_takes_what_has_no_author(self, in_poitiers: Territory) -> None:
        version, author, other = make_version(), make_user(), make_user()
        mine, theirs, not_held = (
            make_assessment(version),
            make_assessment(version, author=other),
            make_assessment(version),
        )
        assert services.claim(user=author, held={str(one.pk): one.link_nonce for one in (mine, theirs)}) == 1
        authors = dict(Assessment.objects.order_by("pk").values_list("pk", "author"))
        assert authors == {mine.pk: author.pk, theirs.pk: other.pk, not_held.pk: None}

    def test_a_link_is_revoked_by_the_next_one(self, in_poitiers: Territory) -> None:
        assessment = make_assessment()
        former = services.issue_link(assessment=assessment)
        assert services.links.assessment_for(former) == assessment
        services.revoke_links(assessment=assessment)
        with pytest.raises(services.links.LinkWrong):
            services.links.assessment_for(former)
        assert services.links.assessment_for(services.issue_link(assessment=assessment)) == assessment

    def test_a_link_opens_in_its_own_territory_only(self, in_poitiers: Territory, lille: Territory) -> None:
        token = services.issue_link(assessment=make_assessment())
        with territory_scope(lille), pytest.raises(services.links.LinkWrong):
            services.links.assessment_for(token)

    def test_another_territory_s_rows_are_not_seen(self, in_poitiers: Territory, lille: Territory) -> None:
        answer(make_assessment(), "E1", "a")
        with territory_scope(lille):
            assert not Assessment.objects.exists()
            assert not Answer.objects.exists()
        with territory_scope(EVERYWHERE):
            assert Answer.objects.count() == 1

    def test_the_commune_is_kept_from_the_start(self, in_poitiers: Territory) -> None:
        commune = Commune.objects.get(pk="86194")
        assert make_assessment(commune=commune).commune == commune

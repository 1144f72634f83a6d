"""A result is issued once, and never changes."""

from datetime import timedelta
from typing import Any
from unittest import mock

import pytest
from django.db import transaction
from django.utils import timezone

from assessments.frameworks.plan import compile_version
from assessments.responses.models import Answer, Status
from assessments.responses.services import AlreadySubmitted, NothingAnswered, freeze
from assessments.results.models import FrozenResultError, Result, Visibility, VisibilityChoice
from assessments.results.services import choose_visibility, submit
from assessments.scoring import from_dict, score
from outbox.models import Event
from territories.models import Territory
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import MIDDLING, make_assessment, make_result, make_version


def test_submitting_freezes_everything_and_says_so(in_poitiers: Territory) -> None:
    assessment = make_assessment()
    result = submit(assessment=assessment)
    assessment.refresh_from_db()
    assert assessment.status == Status.SUBMITTED
    assert result.answers == MIDDLING
    assert (result.displayed, result.level, result.completeness) == (54, "progress", 1)
    assert result.visibility == Visibility.PRIVATE
    assert result.printed_code.startswith("GP-")
    event = Event.objects.get(topic="assessment_completed")
    assert event.payload == {"assessment": str(assessment.pk), "result": str(result.pk)}


def test_the_explanation_equals_a_new_computation(in_poitiers: Territory) -> None:
    result = Result.objects.get(pk=make_result().pk)
    plan = compile_version(result.version)
    again = score(plan.framework, result.answers, result.assessment.profile)
    assert from_dict(result.explanation) == again
    assert result.displayed == again.displayed


def test_submitting_twice_gives_the_same_result(in_poitiers: Territory) -> None:
    assessment = make_assessment()
    first = submit(assessment=assessment)
    assert submit(assessment=assessment) == first
    assert Result.objects.count() == 1
    assert Event.objects.filter(topic="assessment_completed").count() == 1


def test_a_submit_that_loses_the_race_gives_the_result_of_the_winner(in_poitiers: Territory) -> None:
    assessment = make_assessment()
    first = submit(assessment=assessment)
    with (
        mock.patch("assessments.results.queries.issued_for", return_value=None),
        mock.patch("assessments.results.services.freeze", side_effect=AlreadySubmitted),
    ):
        assert submit(assessment=assessment) == first


def test_nothing_is_issued_half_way(in_poitiers: Territory) -> None:
    assessment = make_assessment()
    with (
        mock.patch("assessments.results.services.announce", side_effect=RuntimeError),
        pytest.raises(RuntimeError),
    ):
        submit(assessment=assessment)
    assessment.refresh_from_db()
    assert assessment.status == Status.DRAFT
    assert not Result.objects.exists()


def test_an_empty_assessment_is_not_submitted(in_poitiers: Territory) -> None:
    with pytest.raises(NothingAnswered):
        submit(assessment=make_assessment({}))
    assert not Result.objects.exists()


def test_a_later_change_of_the_answers_would_not_reach_the_result(in_poitiers: Territory) -> None:
    result = make_result()
    Answer.objects.filter(assessment=result.assessment).update(value="c0")
    assert Result.objects.get(pk=result.pk).answers == MIDDLING


@pytest.mark.parametrize("fields", [None, ["level"], ["level", "visibility"]])
def test_an_issued_result_is_not_saved(in_poitiers: Territory, fields: list[str] | None) -> None:
    result = make_result()
    result.level = "lead"
    with pytest.raises(FrozenResultError):
        result.save(update_fields=fields)
    assert Result.objects.get(pk=result.pk).level == "progress"


def test_issued_results_are_not_changed_in_bulk(in_poitiers: Territory) -> None:
    result = make_result()
    result.level = "lead"
    refused: list[Any] = [
        lambda: Result.objects.update(level="lead"),
        lambda: Result.objects.filter(pk=result.pk).update(visibility="full", level="lead"),
        lambda: Result.objects.bulk_update([result], ["level"]),
        lambda: Result.objects.all().delete(),
        result.delete,
    ]
    for change in refused:
        with pytest.raises(FrozenResultError), transaction.atomic():
            change()
    assert Result.objects.get(pk=result.pk).level == "progress"


def test_a_choice_of_visibility_is_kept_with_its_proof(in_poitiers: Territory) -> None:
    result, user = make_result(), make_user()
    choose_visibility(result=result, visibility=Visibility.FULL, user=user)
    choose_visibility(result=result, visibility=Visibility.PRIVATE, user=user)
    assert Result.objects.get(pk=result.pk).visibility == Visibility.PRIVATE
    proofs = VisibilityChoice.objects.filter(result=result)
    assert [(proof.visibility, proof.chosen_by) for proof in proofs] == [("full", user), ("private", user)]
    assert all(proof.text_version for proof in proofs)


def test_a_result_follows_the_former_one_of_the_organisation(in_poitiers: Territory) -> None:
    version = make_version()
    ours, theirs = make_organisation(), make_organisation()
    with mock.patch("django.utils.timezone.now", return_value=timezone.now() - timedelta(days=365)):
        first = make_result(version=version, organisation=ours)
    make_result(version=version, organisation=theirs)
    make_result(version=version, organisation=ours, mode="express")
    make_result(version=make_version(code="autre"), organisation=ours)
    second = make_result(version=version, organisation=ours)
    assert second.previous == first
    assert first.previous is None


def test_without_an_organisation_it_follows_that_of_the_author(in_poitiers: Territory) -> None:
    version, author = make_version(), make_user()
    first = make_result(version=version, author=author)
    assert make_result(version=version, author=author).previous == first
    assert make_result(version=version, author=make_user()).previous is None
    assert make_result(version=version).previous is None


def test_a_short_assessment_names_no_level(in_poitiers: Territory) -> None:
    assert make_result(mode="express").level == ""


def test_too_few_answers_name_no_level(in_poitiers: Territory) -> None:
    result = make_result({"EN1": "c3", "EN2": "unknown", "DE1": "na"})
    assert (result.level, result.displayed) == ("", 75)
    assert float(result.completeness) == 0.2


def test_nothing_scored_is_no_zero(in_poitiers: Territory) -> None:
    result = make_result({"EN1": "unknown"})
    assert (result.score, result.displayed, result.level) == (None, None, "")


def test_a_frozen_assessment_without_a_result_is_said(in_poitiers: Territory) -> None:
    assessment = make_assessment()
    freeze(assessment=assessment)
    with pytest.raises(Result.DoesNotExist):
        submit(assessment=assessment)

"""Reads. Every one of them stays in the active scope."""

from collections.abc import Collection
from typing import Any

from django.db.models import Q, QuerySet

from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment, Mode
from assessments.results.models import WIDE, Report, Result
from organisations.models import Organisation


def issued_for(assessment: Assessment) -> Result | None:
    found: Result | None = Result.objects.filter(assessment=assessment).first()
    return found


def result_of(assessment: Assessment) -> Result:
    """Raises Result.DoesNotExist while none is issued."""
    found: Result = Result.objects.get(assessment=assessment)
    return found


def with_all() -> QuerySet[Result]:
    """Results with what every reading needs: one query. The former one, as wide, is read when there is one."""
    rows: QuerySet[Result] = Result.objects.select_related(
        "version", "assessment__organisation__commune", "assessment__commune"
    )
    return rows


def for_page(spared: Collection[str] = WIDE) -> QuerySet[Result]:
    """As `with_all`, the wide columns of `spared` left aside: a page already written needs none of them."""
    return with_all().defer(*spared)


def series_of(organisation: Organisation) -> QuerySet[Result]:
    """Every result of the whole questionnaire, the oldest first: one query, versions and assessments with it.

    A short version is no part of it: twelve answers are no basis.
    """
    return (
        with_all().filter(assessment__organisation=organisation, assessment__mode=Mode.FULL).order_by("issued_at", "id")
    )


def current_of(organisation: Organisation) -> Result | None:
    """Where the organisation stands: its latest result of the whole questionnaire; None before the first."""
    found: Result | None = current_among(organisation, with_all()).first()
    return found


def current_among(organisation: Any, rows: QuerySet[Result] | None = None) -> QuerySet[Result]:
    """The same as rows, the current one first. `organisation` may be an `OuterRef`."""
    found = Result.objects.all() if rows is None else rows
    kept = found.filter(assessment__organisation=organisation, assessment__mode=Mode.FULL)
    return kept.order_by("-issued_at", "-id")


def former_of(assessment: Assessment) -> Result | None:
    """The last result on the same framework (any version, any layer of the same core), of the same organisation, or
    else of the same author.

    A short assessment is compared with nothing: twelve answers are no basis.
    """
    if assessment.mode == Mode.EXPRESS:
        return None
    if assessment.organisation_id:
        whose = Q(assessment__organisation=assessment.organisation_id)
    elif assessment.author_id:
        whose = Q(assessment__author=assessment.author_id, assessment__organisation=None)
    else:
        return None
    same = Result.objects.filter(whose, _kin(assessment.version), assessment__mode=Mode.FULL)
    former: Result | None = same.order_by("-issued_at", "id").first()
    return former


def _kin(version: FrameworkVersion) -> Q:
    """Versions whose questions are the same questions where they are called the same."""
    same = Q(version__framework=version.framework_id)
    if version.core:
        same |= Q(version__core=version.core) | Q(version__framework__code=version.core)
    return same


def by_code(code: str) -> Result | None:
    """The result that bears `code` (see domain/codes.parse), in the active scope."""
    found: Result | None = Result.objects.select_related("territory", "version__framework").filter(code=code).first()
    return found


def report_of(result: Result, language: str) -> Report | None:
    found: Report | None = Report.objects.filter(result=result, language=language).first()
    return found


def report(pk: int) -> Report:
    """The report to draw, its result ready to be read. Raises Report.DoesNotExist."""
    found: Report = Report.objects.select_related(
        "result__territory__site",
        "result__version__framework",
        "result__previous",
        "result__assessment__organisation",
    ).get(pk=pk)
    return found

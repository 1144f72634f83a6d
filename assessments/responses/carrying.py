"""Taking stock again: the answers of last time, carried to the questions of today, to be looked at one by one."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.frameworks.domain.mapping import Carried
from assessments.frameworks.domain.plain import applicability_from
from assessments.frameworks.maps import carrier_between
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import Plan, compile_version
from assessments.frameworks.queries import published_versions
from assessments.responses import prefill, queries
from assessments.responses.models import Answer, Assessment, Evidence, Status
from assessments.responses.services import STARTS_AN_HOUR, TooMany
from assessments.scoring import Answer as Value
from assessments.scoring import resolve
from core.limits import within
from territories.models import Territory


def version_after(former: Assessment, territory: Territory) -> FrameworkVersion | None:
    """The published version to take stock with again: of the same framework, else of another layer of the same core
    that is for this profile; the nearest territory's first. None where nothing of the kind is open any more."""
    mine: FrameworkVersion = former.version
    core = mine.core or mine.framework.code
    kin = [one for one in published_versions(territory) if core in (one.core, one.framework.code)]
    fitting = [one for one in kin if applicability_from(one.audience).covers(former.profile)]
    return next((one for one in fitting if one.framework_id == mine.framework_id), next(iter(fitting), None))


def under_way_after(former: Assessment) -> Assessment | None:
    """The draft that was begun again from `former` and is not submitted yet."""
    found: Assessment | None = Assessment.objects.filter(follows=former, status=Status.DRAFT).order_by("pk").first()
    return found


@transaction.atomic
def begin_again(*, former: Assessment, author: User | None, territory: Territory, address: str = "") -> Assessment:
    """A draft of today's version that begins with the answers of `former`, a submitted assessment.

    Who answers is kept; so are the answers that the map carries, marked `carried` until they are saved again. What
    is true for one year only is asked again. The draft already begun from `former` is given back as it is.
    Raises ValidationError (not submitted; nothing open to answers), TooMany.
    """
    Assessment.objects.select_for_update().get(pk=former.pk)  # two clicks begin one draft
    if former.is_draft:
        raise ValidationError(_("This assessment is not submitted yet: go on with it."))
    begun = under_way_after(former)
    if begun is not None:
        return begun
    if address and not within("begin", address, STARTS_AN_HOUR):
        raise TooMany
    version = version_after(former, territory)
    if version is None:
        raise ValidationError(_("This questionnaire is not open to answers."))
    assessment = _draft(former, version, author, territory)
    assessment.full_clean()
    assessment.save(force_insert=True)
    _write(assessment, former, _begins_with(former, version, territory))
    return assessment


def _begins_with(former: Assessment, version: FrameworkVersion, territory: Territory) -> dict[str, Value]:
    """The answers that are carried, over them what is proposed because of what was done since."""
    proposed = {code: one.value for code, one in prefill.proposals(former, version).items()}
    return {**carried_answers(former, version, territory).answers, **proposed}


def carried_answers(
    former: Assessment, version: FrameworkVersion, territory: Territory, *, dated: bool = False
) -> Carried:
    """What the answers of `former` become in `version`; those to questions that were not asked count for nothing.

    `dated`: what was true of one year too, to be compared and not brought over.
    """
    framework = compile_version(former.version).framework
    given = queries.values(Answer.objects.filter(assessment=former).order_by("question_code"))
    if framework.logic is not None:
        asked = resolve(framework, given, former.profile).answers
        given = {code: value for code, value in given.items() if code in asked}
    return carrier_between(former.version, version, territory, dated=dated).carry(given)


KEPT = ("organisation", "kind", "size", "section", "siret", "organisation_name", "commune")


def _draft(former: Assessment, version: FrameworkVersion, author: User | None, territory: Territory) -> Assessment:
    facts: dict[str, Any] = {name: getattr(former, name) for name in KEPT}
    assessment = Assessment(territory=territory, version=version, author=author, follows=former, **facts)
    assessment.traits = _traits(former, compile_version(former.version), compile_version(version))
    return assessment


def _traits(former: Assessment, old: Plan, new: Plan) -> list[str]:
    """What was said then; for what was not asked then, what the known facts say."""
    known = {trait.code for trait in new.document.traits}
    asked = {trait.code for trait in old.document.traits}
    return sorted((set(former.traits) & known) | (new.default_traits(former.profile) - asked))


def _write(assessment: Assessment, former: Assessment, answers: dict[str, Value]) -> None:
    plan, now = compile_version(assessment.version), timezone.now()
    for code in [code for code in answers if plan.question(code).kind == "file"]:
        copy = _copied(str(answers.pop(code)), code, former, assessment)
        if copy is not None:
            answers[code] = str(copy.pk)
    Answer.objects.bulk_create(
        Answer(assessment=assessment, question_code=code, value=value, saved_at=now, carried=True)
        for code, value in answers.items()
    )


def _copied(key: str, code: str, former: Assessment, assessment: Assessment) -> Evidence | None:
    """A piece of evidence of its own, so that taking one away leaves the other; None where it is gone."""
    kept = Evidence.objects.filter(assessment=former, pk=key).first()
    if kept is None:
        return None
    facts = {name: getattr(kept, name) for name in ("kind", "name", "size", "digest", "given_at")}
    copy = Evidence(assessment=assessment, question_code=code, **facts)
    with kept.file.open("rb") as content:
        copy.file.save(kept.name, ContentFile(content.read()), save=False)
    copy.save(force_insert=True)
    return copy

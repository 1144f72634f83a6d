"""Setting conditions, promising, reviewing, checking a code."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from assessments.results.domain import codes
from assessments.results.models import Result
from assessments.toolbox.models import Resource
from core.limits import within
from core.text import pick
from network.conditionality import queries, wording
from network.conditionality.domain.conditions import Condition, after, judge, overall
from network.conditionality.domain.faults import Fault, faults
from network.conditionality.facts import facts_of, ground_of, scale_of
from network.conditionality.models import Aid, Check, ConditionSet, Promise
from organisations.models import Organisation
from outbox.services import announce
from territories.models import Territory

TRIES_AN_HOUR = 120
"""Codes that one agent may type."""


class Refused(ValidationError):
    """Conditions that cannot be set; `faults` says which and where."""

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__([wording.fault(each.code) for each in found])
        self.faults = tuple(found)


@transaction.atomic
def add_aid(
    *, territory: Territory, name: str = "", summary: str = "", resource: Resource | None = None,
    closes_on: date | None = None,
) -> Aid:  # fmt: skip
    """An aid of the toolbox, under its title there unless `name` says another, or one that is named here."""
    named = name.strip() or (pick(resource.title)[:200] if resource else "")
    day = closes_on or (resource.deadline if resource else None)
    aid = Aid(territory=territory, name=named, summary=summary, resource=resource, closes_on=day)
    aid.full_clean()
    aid.save(force_insert=True)
    return aid


@transaction.atomic
def edit_aid(*, aid: Aid, name: str, summary: str, closes_on: date | None) -> Aid:
    aid.name, aid.summary, aid.closes_on = name, summary, closes_on
    aid.full_clean()
    aid.save()
    return aid


@transaction.atomic
def set_conditions(
    *, aid: Aid, conditions: Sequence[Condition], user: User, seen: int | None = None, note: str = ""
) -> ConditionSet:
    """The next version; checks and commitments keep the one that they were made by.

    `seen`: the number that was on the screen, None for none. Raises Refused; ValidationError where another version
    was set meanwhile.
    """
    aid = Aid.objects.select_for_update(of=("self",)).select_related("territory").get(pk=aid.pk)
    found = list(faults(conditions, ground_of(aid.territory, aid.closes_on)))
    if found:
        raise Refused(found)
    last = queries.current(aid)
    number = last.number if last else 0
    if seen is not None and seen != number:
        raise ValidationError(_("Someone set other conditions meanwhile: compare, then save again."))
    body = [condition.to_dict() for condition in conditions]
    if last and last.body == body:
        return last
    made = ConditionSet(aid=aid, number=number + 1, body=body, note=note, published_by=user)
    made.full_clean()
    made.save(force_insert=True)
    announce(topic="aid_conditions_set", territory=aid.territory, payload={"aid": str(aid.pk), "number": made.number})
    return made


@transaction.atomic
def promise(*, aid: Aid, organisation: Organisation, user: User, sentence: str, review_on: date) -> Promise:
    """Commit to `sentence`, word for word one that the aid accepts today. Promised twice, it is once.

    Raises ValidationError: not asked (any more), a day of review that is past or too far.
    """
    today, conditions = timezone.localdate(), queries.current(aid)
    asked = next((one for one in conditions.conditions if one.promise == sentence), None) if conditions else None
    if conditions is None or asked is None:
        raise ValidationError(_("The conditions changed: this commitment is not asked any more. Read the new ones."))
    if not aid.is_open:
        raise ValidationError(_("The last day of this aid has passed."))
    latest = after(today, asked.review or 0)
    if not today < review_on <= latest:
        raise ValidationError({"review_on": _("Choose a day after today, and no later than the conditions say.")})
    found: Promise | None = Promise.objects.filter(
        aid=aid, organisation=organisation, sentence=sentence, state=Promise.State.MADE
    ).first()
    if found is not None:
        return found
    made = Promise(
        aid=aid, conditions=conditions, organisation=organisation, sentence=sentence, review_on=review_on, made_by=user
    )
    made.full_clean()
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:  # a colleague has just promised the same
        return Promise.objects.get(aid=aid, organisation=organisation, sentence=sentence, state="made")  # type: ignore[no-any-return]
    announce(topic="aid_commitment_made", territory=organisation.territory, payload={"promise": str(made.pk)})
    return made


@transaction.atomic
def review(*, promise: Promise, state: str, note: str, user: User) -> Promise:
    """What became of it, said once. Raises ValidationError: reviewed already, no note where it was not fully kept."""
    row: Promise = Promise.objects.select_for_update(of=("self",)).select_related("organisation__territory").get(
        pk=promise.pk
    )  # fmt: skip
    if row.state != Promise.State.MADE:
        raise ValidationError(_("This commitment is reviewed already."))
    if state not in (Promise.State.KEPT, Promise.State.PARTLY, Promise.State.DROPPED):
        raise ValidationError({"state": _("Say whether it was kept.")})
    if state != Promise.State.KEPT and not note.strip():
        raise ValidationError({"note": _("Say why: the organisation reads it.")})
    row.state, row.note, row.reviewed_at, row.reviewed_by = state, note.strip(), timezone.now(), user
    row.full_clean()
    row.save(update_fields=["state", "note", "reviewed_at", "reviewed_by"])
    announce(topic="aid_commitment_reviewed", territory=row.organisation.territory, payload={"promise": str(row.pk)})
    return row


@transaction.atomic
def check(*, aid: Aid, typed: str, user: User) -> Check:
    """Judge the result that bears the code, by the conditions of today, and keep what was shown.

    Raises ValidationError: too many codes, mistyped, unknown here, an aid without conditions.
    """
    if not within("conditionality", user.pk, TRIES_AN_HOUR):
        raise ValidationError({"code": _("Many codes were typed from here already: try again in an hour.")})
    conditions = queries.current(aid)
    if conditions is None:
        raise ValidationError({"aid": _("No condition is set for this aid yet.")})
    result = _result(typed)
    organisation = result.assessment.organisation
    outcomes = judge(conditions.conditions, facts_of(organisation, result).about(aid))
    scale = scale_of(aid.territory)
    shown = {
        "name": organisation.name if organisation else str(result.profile.get("name", "")),
        "issued_on": timezone.localdate(result.issued_at).isoformat(),
        "lines": [wording.line(outcome, scale) for outcome in outcomes],
    }
    made = Check(
        aid=aid, conditions=conditions, result=result, code=result.printed_code, verdict=overall(outcomes).value,
        shown=shown, checked_by=user, checker=user.get_full_name() or user.email,
    )  # fmt: skip
    made.full_clean()
    made.save(force_insert=True)
    return made


def _result(typed: str) -> Result:
    code = codes.parse(typed)
    if code is None:
        raise ValidationError({"code": _("This is not a code of a result: check each sign with the report.")})
    rows = Result.objects.select_related("version__framework", "assessment__organisation__territory", "territory")
    found: Result | None = rows.filter(code=code).first()
    if found is None:
        raise ValidationError({"code": _("No result of this territory bears this code.")})
    return found

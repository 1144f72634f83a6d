"""Invented plans: the first organisations decide something from their result; some did it, some offer to tell how."""

from datetime import timedelta
from decimal import Decimal

from django.utils import timezone

from assessments.plans.gaps import Gap
from assessments.plans.models import Action, PeerOffer, Status
from assessments.plans.queries import mastered
from assessments.plans.services import add_measure, change_status, start_action
from assessments.results.models import Result
from assessments.results.opening import open_reading
from assessments.results.queries import current_of
from organisations.models import MemberRole, Membership, Organisation
from territories.models import Territory
from territories.scope import territory_scope

PLANNING = 8  # organisations with a plan
SHARING = 12  # organisations that offer to tell how
STATES = (Status.DONE, Status.DOING, Status.TODO)


def add(territory: Territory) -> int:
    """Plans for the invented organisations of `territory`, once; how many actions were made."""
    with territory_scope(territory):
        if Action.objects.exists():
            return 0
        invented = list(Organisation.objects.filter(is_fictional=True).order_by("memberships", "name"))
        ours = [one for one in invented if one.memberships.exists()]
        others = [one for one in invented if not one.memberships.exists()]
        for organisation in others[PLANNING : PLANNING + SHARING]:
            _offer(organisation)
        return sum(_plan(organisation) for organisation in [*ours[:1], *others[: PLANNING - 1]])


def _plan(organisation: Organisation) -> int:
    """One action for each priority: one done, one under way, one to do."""
    result = current_of(organisation)
    if result is None:
        return 0
    result.territory = organisation.territory
    reading = open_reading(result)
    for place, priority in enumerate(reading.findings.priorities):
        _act(organisation, result, Gap(reading, priority.question), place)
    return len(reading.findings.priorities)


def _act(organisation: Organisation, result: Result, gap: Gap, place: int) -> None:
    due_on = timezone.localdate() + timedelta(days=25 + 60 * place)
    aim = next(iter(gap.aims.values()))
    owner = Membership.objects.filter(organisation=organisation, role=MemberRole.OWNER).select_related("user").first()
    action = start_action(
        organisation=organisation,
        author=owner.user if owner else None,
        title=gap.title_for(aim),
        due_on=due_on,
        question_code=gap.code,
        theme=gap.theme_code,
        version=result.version,
        result=result,
        target=aim.answer,
        commitment=gap.commitment_for(aim, due_on),
        owner=owner.user if owner else None,
        owner_name="" if owner else "La direction",
        indicator="Électricité consommée en un an" if place == 1 else "",
        unit="kWh" if place == 1 else "",
        planned=Decimal(18_000) if place == 1 else None,
    )
    if place == 1:
        add_measure(action=action, on=timezone.localdate() - timedelta(days=40), value=Decimal(21_500), author=None)
    if STATES[place % 3] != Status.TODO:
        change_status(action=action, status=STATES[place % 3], author=owner.user if owner else None)


def _offer(organisation: Organisation) -> None:
    """To be written to about all that it does best."""
    result = current_of(organisation)
    for question in sorted(mastered(result)) if result else ():
        PeerOffer.objects.get_or_create(organisation=organisation, question_code=question)

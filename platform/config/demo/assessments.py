"""Invented organisations take stock: seeded answers around a maturity, last year for some, this year for most."""

import random
from datetime import datetime, timedelta

from django.utils import timezone

from accounts.models import User
from assessments.frameworks.domain.document import Question
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.responses.services import Given, attach, begin_assessment, save_answers, set_profile
from assessments.results.models import Result
from assessments.results.services import submit
from config.demo.invented import Invented, organisations
from config.demo.people import Account
from organisations.models import MemberRole, Membership, Organisation
from organisations.services import create_organisation
from territories.models import Territory
from territories.scope import territory_scope

COUNT = 36  # organisations by territory
RETURNING = 0.4  # share of those that had taken stock a year ago


def fill(territory: Territory, version: FrameworkVersion, members: list[Account]) -> int:
    """Invent the organisations of `territory` and their results. How many were made.

    The first one is that of `members`, its owner first, its contributor next.
    """
    with territory_scope(territory):
        if Organisation.objects.filter(is_fictional=True).exists():
            return 0
        draw = random.Random(territory.slug)  # noqa: S311 - a demo, not a secret
        communes = list(territory.communes.order_by("-population")[:6])
        owner, contributor = (User.objects.get(email=account.email) for account in members)
        for rank, invented in enumerate(organisations(communes, COUNT, territory.slug)):
            organisation = _one(territory, version, invented, draw, owner if rank == 0 else None)
            if rank == 0:
                Membership.objects.create(organisation=organisation, user=contributor, role=MemberRole.CONTRIBUTOR)
        return COUNT


def _one(
    territory: Territory, version: FrameworkVersion, invented: Invented, draw: random.Random, owner: User | None
) -> Organisation:
    """An organisation with one result, or two a year apart."""
    organisation = create_organisation(
        territory=territory,
        owner=owner,
        name=invented.name,
        kind=invented.activity.kind,
        naf_code=invented.activity.naf,
        size=invented.size,
        commune=invented.commune,
        is_fictional=True,
    )
    maturity = draw.gauss(1.9, 0.7)
    days = draw.randint(5, 200)
    if owner is not None or draw.random() < RETURNING:
        take_stock(organisation, version, invented, draw, maturity - 0.7, timezone.now() - timedelta(days=days + 365))
    take_stock(organisation, version, invented, draw, maturity, timezone.now() - timedelta(days=days))
    return organisation


def take_stock(
    organisation: Organisation,
    version: FrameworkVersion,
    invented: Invented,
    draw: random.Random,
    maturity: float,
    moment: datetime,
) -> Result:
    """One whole assessment, submitted at `moment`. `maturity`: the step, 0 to 4, around which answers fall."""
    assessment = begin_assessment(territory=organisation.territory, version=version, kind=organisation.kind)
    facts = {
        "size": organisation.size,
        "section": organisation.section,
        "traits": list(invented.activity.traits),
        "organisation_name": organisation.name,
        "commune": organisation.commune,
    }
    attach(assessment=set_profile(assessment=assessment, facts=facts), organisation=organisation)
    questions = compile_version(version).questions_for(assessment.profile)
    given = {question.code: Given([_answer(question, maturity, draw)], 0) for question in questions}
    save_answers(assessment=assessment, given=given)
    return submit(assessment=assessment, moment=moment)


def _answer(question: Question, maturity: float, draw: random.Random) -> str:
    chance = draw.random()
    if chance < 0.04 and question.unknown:
        return "unknown"
    if chance < 0.07 and question.not_concerned:
        return "na"
    last = len(question.choices) - 1
    return question.choices[max(0, min(last, round(draw.gauss(maturity, 0.9))))].code

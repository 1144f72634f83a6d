"""Assessments that were answered before the browser opens: pages that show them are reached at once."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client
from django.utils import timezone
from playwright.sync_api import BrowserContext

from accounts.models import User
from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import current_version
from assessments.responses.models import Assessment
from assessments.responses.services import Given, attach, begin_assessment, save_answers, set_profile
from assessments.results.models import Result
from assessments.results.services import submit
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.e2e.steps import SHOP
from tests.factories.organisations import make_organisation

NAME = "Librairie-papeterie coopérative des Trois-Ponts et du Faubourg"  # as long as real names are


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    """Put the cookie of a new session of `user` in the browser, for this host."""
    client = Client(headers={"host": urlsplit(address).netloc})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": address}])


def draft(organisation: Organisation, author: User, step: int, left_out: int = 0) -> Assessment:
    """An assessment under way, each question answered around `step` but the last ones."""
    assessment = begin_assessment(
        territory=organisation.territory,
        version=current_version(organisation.territory),
        kind=organisation.kind,
        author=author,
        organisation=organisation,
    )
    facts = {"size": "1-9", "section": "G", "traits": list(SHOP), "organisation_name": organisation.name}
    assessment = attach(assessment=set_profile(assessment=assessment, facts=facts), organisation=organisation)
    questions = compile_version(assessment.version).questions_for(assessment.profile)
    answered = questions[: len(questions) - left_out]
    given = {
        question.code: Given([question.choices[min(4, step + place % 2)].code], 0)
        for place, question in enumerate(answered)
    }
    save_answers(assessment=assessment, given=given)
    return assessment


def returning(territory: Territory, owner: User) -> tuple[Assessment, Result]:
    """Someone who takes stock for the third time: the assessment under way, and the last result."""
    with territory_scope(territory):
        organisation = make_organisation(owner, name=NAME)
        submit(assessment=draft(organisation, owner, 0), moment=timezone.now() - timedelta(days=365))
        result = submit(assessment=draft(organisation, owner, 2))
        return draft(organisation, owner, 1, left_out=7), result

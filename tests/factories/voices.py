"""An organisation whose assessment several people speak of. Call inside a scope."""

from datetime import datetime, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment
from assessments.responses.services import Given, begin_assessment, save_answers
from assessments.voices import services, tokens
from assessments.voices.models import Poll, Voice
from organisations.models import MemberRole, Membership
from territories.models import RoleName, Territory
from territories.scope import active_territory
from tests.factories.accounts import make_user
from tests.factories.frameworks import published
from tests.factories.organisations import make_organisation
from tests.factories.territories import make_agent


def soon(days: int = 9) -> datetime:
    return timezone.now() + timedelta(days=days)


def make_owner(name: str = "Paule Martin") -> User:
    return make_user(name=name)


def make_draft(owner: User, version: FrameworkVersion | None = None, **organisation: Any) -> Assessment:
    """A draft of the simple framework: themes t1 and t2, questions t1q1…, ladders s0 to s4."""
    home = active_territory()
    kept = make_organisation(owner, name=organisation.pop("name", "Menuiserie Clairbois"), **organisation)
    return begin_assessment(
        territory=home, version=version or published(home), kind="company", author=owner, organisation=kept
    )


def say(assessment: Assessment, **answers: str) -> None:
    """Answers of the browser that holds it: `t1q1="s3"`."""
    save_answers(assessment=assessment, given={code: Given([value], 0) for code, value in answers.items()})


def make_delegate(assessment: Assessment, owner: User, themes: tuple[str, ...] = ("t1",), **facts: Any) -> Voice:
    known = {"name": "Zoé Petit", "email": "zoe@exemple.fr", "until": soon()}
    return services.ask_colleague(assessment=assessment, by=owner, themes=themes, **{**known, **facts})


def make_relay(assessment: Assessment, owner: User, way: str = "beside", **facts: Any) -> Voice:
    known = {"name": "Anne Durand", "body": "Cabinet Durand", "email": "anne@durand.exemple", "until": soon()}
    return services.ask_relay(assessment=assessment, by=owner, way=way, **{**known, **facts})


def make_animator(territory: Territory, name: str = "Noé Lambert") -> User:
    return make_agent(territory, RoleName.ANIMATOR, name=name, is_staff=True)


def make_contributor(assessment: Assessment) -> User:
    user = make_user(name="Luc Contri")
    Membership.objects.create(organisation=assessment.organisation, user=user, role=MemberRole.CONTRIBUTOR)
    return user


def make_poll(assessment: Assessment, owner: User, questions: tuple[str, ...] = ("t1q1",), days: int = 9) -> Poll:
    return services.open_poll(assessment=assessment, by=owner, questions=questions, until=soon(days))


def vote(poll: Poll, *choices: str, code: str = "t1q1") -> None:
    """One ballot for each choice."""
    for choice in choices:
        services.cast(poll=poll, choices={code: {"": choice}})


def link_of(voice: Voice) -> str:
    return f"/regards/demande/{tokens.make(voice.pk, tokens.VOICE)}/"


def ballot_link(poll: Poll) -> str:
    return f"/regards/vote/{tokens.make(poll.pk, tokens.POLL)}/"


def signed_in(user: User, territory: Territory) -> Client:
    client = Client(headers={"host": territory.host})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client

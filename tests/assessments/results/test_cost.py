"""The result page with every section that it can have: the same few queries, whatever the number of anything."""

import json
import re
import zlib
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.frameworks.models import FrameworkVersion
from assessments.responses.models import Assessment
from assessments.responses.services import begin_assessment
from assessments.results.models import Result, Written
from assessments.results.opening import open_reading
from assessments.results.queries import with_all
from assessments.results.services import forget_pages, submit
from assessments.results.written import LINKED, PARTS, WHY, write
from assessments.voices import queries, services
from network.charters import navigation
from organisations.models import Organisation
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.assessments.toolbox.test_catalogue import make_resource
from tests.factories import voices as make
from tests.factories.accounts import make_user
from tests.factories.charters import make_charter, make_signature
from tests.factories.frameworks import published
from tests.factories.organisations import make_organisation
from tests.factories.plans import make_action

SECTIONS = ("peers", "resources", "plan", "voices")


@pytest.fixture
def home(poitiers: Territory) -> Iterator[Territory]:
    with territory_scope(poitiers):
        yield poitiers


@pytest.fixture
def owner(db: None) -> User:
    return make_user()


def answered(organisation: Organisation, owner: User, version: FrameworkVersion) -> Assessment:
    draft = begin_assessment(
        territory=organisation.territory, version=version, kind="company", author=owner, organisation=organisation
    )
    make.say(draft, t1q1="s1", t1q2="s1", t2q1="s2", t2q2="s4")
    return draft


def hear(assessment: Assessment, owner: User, number: int) -> None:
    """A relay who differs, a poll that ended, a gap settled."""
    voice = make.make_relay(assessment, owner, email=f"relais{number}@exemple.fr")
    assert voice.grid is not None
    make.say(voice.grid, t1q1="s4", t2q1=f"s{number}")
    services.finish(voice=voice)
    poll = make.make_poll(assessment, owner)
    make.vote(poll, "s0", "s0", "s0", "s4", "s4")
    services.close_poll(poll=poll)


def crowded(home: Territory, owner: User, count: int) -> Result:
    """The current result of an organisation: `count` results, voices, polls, actions, aids, charters signed."""
    organisation, version = make_organisation(owner), published(home)
    drafts = [answered(organisation, owner, version) for _ in range(count)]
    for number in range(count):
        hear(drafts[-1], owner, number)
        make_action(organisation, title=f"Action {number}", question_code="t1q1", theme="t1", version=version)
        make_resource(home, f"aide-{number}", themes=["t1"])
        scope = {"scope_kind": "in_common", "group": "Ceux d’ici", "organisations": [organisation]} if number else {}
        make_signature(make_charter(f"Charte {number}", **scope), organisation, owner)
    navigation.remember(home)
    return [submit(assessment=draft) for draft in drafts][-1]


def spent(client: Client, result: Result) -> tuple[list[str], str]:
    """The statements of the page but those of the session and of the person, and its HTML."""
    with CaptureQueriesContext(connection) as caught:
        answer = client.get(reverse("results:detail", args=[result.pk]))
    assert answer.status_code == 200
    others = ('FROM "django_session"', 'FROM "accounts_user"')
    return [one["sql"] for one in caught if not any(name in one["sql"] for name in others)], answer.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_a_member_with_every_section(home: Territory, owner: User, count: int) -> None:
    client, result = visitor(owner), crowded(home, owner, count)
    spent(client, result)  # written at the first reading
    told, html = spent(client, result)
    for section in SECTIONS:
        assert f'id="{section}"' in html
    assert html.count(">Action ") == count
    # The result, its marks, the person's part, the actions, the charters, their signatures.
    assert len(told) == 6, "\n".join(told)


@pytest.mark.parametrize("count", [1, 3])
def test_a_former_result_costs_no_more(home: Territory, owner: User, count: int) -> None:
    client, result = visitor(owner), crowded(home, owner, count + 1)
    former = Result.objects.exclude(pk=result.pk).order_by("issued_at", "pk").first()
    spent(client, former)
    told, html = spent(client, former)
    assert 'id="plan"' in html
    assert len(told) == 4, "\n".join(told)  # what commits is said under the current result


@pytest.mark.parametrize("count", [1, 3])
def test_a_visitor_without_account(home: Territory, owner: User, count: int) -> None:
    result = crowded(home, owner, count)
    client = visitor(holds=result)
    spent(client, result)
    told, html = spent(client, result)
    assert 'id="voices"' not in html
    assert len(told) == 3, "\n".join(told)  # the result, its marks, the actions


@pytest.mark.parametrize("count", [1, 3])
def test_the_first_reading_writes_what_the_next_ones_read(home: Territory, owner: User, count: int) -> None:
    client, result = visitor(owner), crowded(home, owner, count)
    first, written = spent(client, result)
    _, again = spent(client, result)
    assert without_secrets(again) == without_secrets(written)
    assert sum('INSERT INTO "results_written"' in sql for sql in first) == 1


def without_secrets(html: str) -> str:
    """A form's token is drawn anew each time."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", html)


def written_anew(result: Result) -> dict[str, str]:
    reading = open_reading(with_all().get(pk=result.pk))
    reading.row.territory = result.territory
    return {name: write(reading, name) for name in (*PARTS, WHY, LINKED)}


def kept(result: Result, language: str) -> dict[str, str]:
    row = Written.objects.get(result=result, language=language)
    found: dict[str, str] = json.loads(zlib.decompress(row.body))
    return found


def test_what_is_kept_is_what_would_be_written(home: Territory, owner: User) -> None:
    """To the byte, in both languages, for those who may act and for those who may not."""
    result = crowded(home, owner, 1)
    for language in ("fr", "en"):
        for client in (visitor(owner), visitor(holds=result)):
            client.cookies["django_language"] = language
            spent(client, result)
        with translation.override(language):
            assert kept(result, language) == written_anew(result)
    assert kept(result, "fr") != kept(result, "en")


def test_another_release_and_another_owner_renew_it(home: Territory, owner: User) -> None:
    client, result = visitor(owner), crowded(home, owner, 1)
    spent(client, result)
    for change in ({"edition": "older:fr:Europe/Paris"}, {"stamp": "of another organisation"}):
        Written.objects.filter(result=result).update(**change, body=zlib.compress(b'{"top": "stale"}'))
        _, html = spent(client, result)
        assert "stale" not in html
    assert forget_pages(now=timezone.now()) == 0
    Written.objects.filter(result=result).update(edition="older:fr:Europe/Paris")
    assert forget_pages(now=timezone.now()) == 1


def test_weak_answers_lead_to_actions_for_who_may_act(home: Territory, owner: User) -> None:
    result = crowded(home, owner, 1)
    address = reverse("plans:from_question", args=[result.pk, "t1q1"])
    _, member = spent(visitor(owner), result)
    assert address in section(member, "why")
    assert reverse("plans:from_question", args=[result.pk, "t2q2"]) not in section(member, "why")  # its best answer
    _, holder = spent(visitor(holds=result), result)
    assert address not in section(holder, "why")


def test_what_is_kept_follows_what_voices_do(home: Territory, owner: User) -> None:
    client, result = visitor(owner), crowded(home, owner, 1)
    _, before = spent(client, result)
    gap = queries.gaps_of(result.assessment)[0]
    services.agree(assessment=result.assessment, gap=gap, value="s3", why="Vu", agreed_with="", by=owner, seen=1)
    _, after = spent(client, result)
    assert section(after, "voices") != section(before, "voices")
    other = make.make_relay(result.assessment, owner, email="autre@exemple.fr")
    make.say(other.grid, t1q2="s4")
    services.finish(voice=other)
    _, later = spent(client, result)
    assert section(later, "voices") != section(after, "voices")


def section(html: str, name: str) -> str:
    return html.split(f'id="{name}"')[1].split("</section>")[0]

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from assessments.results.models import Result
from network.conditionality import services
from network.conditionality.models import Aid, Check, ConditionSet, Promise
from organisations.models import Organisation
from territories.models import RoleName, Territory
from territories.services import grant_role
from tests.factories.accounts import make_staff, make_user
from tests.factories.conditionality import PROMISE, SENTENCE, WATER, WHOLE, make_aid
from tests.factories.organisations import make_organisation
from tests.factories.results import make_result

pytestmark = pytest.mark.django_db


def browser(user: User | None = None) -> Client:
    client = Client(headers={"host": "grand-poitiers.localhost"})
    if user is not None:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def address(name: str, *args: Any) -> str:
    return reverse(f"conditionality:{name}", args=args)


def desk(name: str, *args: Any) -> str:
    return reverse(f"conditionality_desk:{name}", args=args)


@pytest.fixture
def owner(in_poitiers: Territory) -> User:
    return make_user()


@pytest.fixture
def organisation(owner: User) -> Organisation:
    return make_organisation(owner, name="Menuiserie Clairbois")


@pytest.fixture
def result(organisation: Organisation) -> Result:
    return make_result(organisation=organisation)


def staff(territory: Territory, role: RoleName) -> Client:
    user = make_staff(name="Agathe Agent")
    grant_role(territory=territory, user=user, role=role)
    return browser(user)


def test_everyone_reads_what_an_aid_asks(result: Result) -> None:
    aid, hidden = make_aid(WHOLE, WATER), make_aid(name="Aide en préparation")
    html = browser().get(address("detail", aid.pk)).content.decode()
    assert SENTENCE in html
    assert "Menuiserie" not in html
    assert hidden.name not in browser().get(address("index")).content.decode()
    assert browser().get(address("detail", hidden.pk)).status_code == 404


def test_a_company_sees_what_is_missing_and_commits(result: Result, owner: User, organisation: Organisation) -> None:
    aid = make_aid(WHOLE, WATER)
    client = browser(owner)
    page = client.get(address("detail", aid.pk)).content.decode()
    assert address("promise", aid.pk, 1) in page
    form = address("promise", aid.pk, 1)
    given = {"organisation": organisation.pk, "sentence": SENTENCE, "agreed": "on", "review_on": "2020-01-01"}
    refused = client.post(form, given)
    assert refused.status_code == 200
    assert "2020-01-01" in refused.content.decode()
    assert client.post(form, given | {"review_on": timezone.localdate() + timedelta(30)}).status_code == 302
    assert Promise.objects.get().organisation == organisation
    page = client.get(address("detail", aid.pk)).content.decode()
    assert address("promise", aid.pk, 1) not in page
    assert browser(make_user()).get(form).status_code == 403


def test_the_agent_checks_a_code_on_one_page(result: Result, in_poitiers: Territory) -> None:
    aid, client = make_aid(WHOLE, WATER), staff(in_poitiers, RoleName.READER)
    wrong = client.post(desk("check"), {"code": "GP-0000", "aid": aid.pk}).content.decode()
    assert "GP-0000" in wrong
    assert "notice--error" in wrong
    done = client.post(desk("check"), {"code": result.printed_code, "aid": aid.pk})
    record = Check.objects.get()
    assert done["Location"] == desk("record", record.pk)
    html = client.get(done["Location"]).content.decode()
    assert "Menuiserie Clairbois" in html
    assert "Agathe Agent" in html
    assert result.printed_code in html
    assert result.printed_code in client.get(desk("checks")).content.decode()


def line(number: int, **fields: Any) -> dict[str, Any]:
    return {f"line-{number}-{name}": value for name, value in fields.items()}


def test_conditions_are_set_line_by_line(result: Result, in_poitiers: Territory) -> None:
    aid, client = make_aid(), staff(in_poitiers, RoleName.ANIMATOR)
    management = {"line-TOTAL_FORMS": 2, "line-INITIAL_FORMS": 0, "seen": 0}
    impossible = line(0, kind="level", theme="water", least=9, months=12)
    page = client.post(desk("conditions", aid.pk), management | impossible)
    assert "notice--error" in page.content.decode()
    assert not ConditionSet.objects.exists()
    more = client.post(desk("conditions", aid.pk), management | impossible | {"more": "1"}).content.decode()
    assert 'name="line-2-kind"' in more
    assert 'value="9"' in more
    good = line(0, kind="level", theme="water", least=3, months=12) | line(
        1, kind="commitment", promise="Oui.", review=6
    )
    assert client.post(desk("conditions", aid.pk), management | good)["Location"] == desk("aid", aid.pk)
    assert len(ConditionSet.objects.get(aid=aid).conditions) == 2
    stale = client.post(desk("conditions", aid.pk), management | line(0, kind="commitment", promise="Non.", review=6))
    assert "Non." in stale.content.decode()
    assert ConditionSet.objects.get(aid=aid).number == 1


def test_an_aid_is_added_then_reviewed_commitments_leave_the_list(
    result: Result, in_poitiers: Territory, organisation: Organisation
) -> None:
    client = staff(in_poitiers, RoleName.ANIMATOR)
    assert "notice--error" in client.post(desk("add"), {"name": ""}).content.decode()
    client.post(desk("add"), {"name": "Aide à l’éclairage"})
    aid = Aid.objects.get()
    services.set_conditions(aid=aid, conditions=[PROMISE], user=make_staff())
    made = services.promise(
        aid=aid, organisation=organisation, user=make_user(), sentence=PROMISE.promise,
        review_on=timezone.localdate() + timedelta(20),
    )  # fmt: skip
    assert "Menuiserie Clairbois" in client.get(desk("promises")).content.decode()
    assert client.post(desk("review", made.pk), {"state": "partly", "note": ""}).status_code == 200
    client.post(desk("review", made.pk), {"state": "partly", "note": "La moitié."})
    assert "Menuiserie Clairbois" not in client.get(desk("promises")).content.decode()
    assert client.post(desk("edit", aid.pk), {"name": "Aide à l’éclairage sobre"}).status_code == 302


def test_a_reader_sets_nothing(result: Result, in_poitiers: Territory) -> None:
    aid, client = make_aid(WATER), staff(in_poitiers, RoleName.READER)
    assert client.get(desk("aid", aid.pk)).status_code == 200
    for page in (desk("conditions", aid.pk), desk("add"), desk("edit", aid.pk)):
        assert client.get(page).status_code == 403
    assert browser(make_user()).get(desk("check")).status_code in (302, 403)


@pytest.mark.parametrize("count", [1, 3])
def test_lists_cost_the_same_for_one_and_three(
    result: Result, owner: User, in_poitiers: Territory, organisation: Organisation, count: int,
    django_assert_num_queries: Callable[[int], Any],
) -> None:  # fmt: skip
    agent, team = make_staff(), staff(in_poitiers, RoleName.READER)
    for _ in range(count):
        aid = make_aid(WATER, PROMISE)
        day = timezone.localdate() + timedelta(20)
        services.promise(aid=aid, organisation=organisation, user=owner, sentence=PROMISE.promise, review_on=day)
        services.check(aid=aid, typed=result.code, user=agent)
    public, member = browser(), browser(owner)
    pages: list[tuple[Client, str, int]] = [
        (public, address("index"), 3), (public, address("detail", aid.pk), 3), (member, address("index"), 8),
        (team, desk("index"), 5), (team, desk("checks"), 5), (team, desk("promises"), 5),
        (team, desk("aid", aid.pk), 7),
    ]  # fmt: skip
    for client, page, _queries in pages:
        client.get(page)
    for client, page, queries in pages:
        with django_assert_num_queries(queries):
            assert client.get(page).status_code == 200

"""Users in Wagtail's screens: ours have an address and a name, and no password to type."""

import pytest
from django.test import Client

from accounts.models import User
from territories.models import Territory
from tests.factories.accounts import make_staff, make_user
from tests.factories.territories import make_agent

pytestmark = pytest.mark.django_db
ADD = "/gestion/users/new/"


@pytest.fixture
def national_team(visitor: Client) -> Client:
    visitor.force_login(make_staff("equipe@exemple.fr", is_superuser=True))
    return visitor


def test_the_list_and_its_search(national_team: Client) -> None:
    make_user("marie@exemple.fr", name="Marie Dupré")
    assert "marie@exemple.fr" in national_team.get("/gestion/users/").content.decode()
    found = national_team.get("/gestion/users/", {"q": "dupré"}).content.decode()
    assert "marie@exemple.fr" in found


def test_adding(national_team: Client) -> None:
    page = national_team.get(ADD).content.decode()
    assert 'name="email"' in page
    assert 'type="password"' not in page
    assert (
        national_team.post(ADD, {"email": "Neuve@Exemple.fr", "name": "Neuve", "is_superuser": "on"}).status_code == 302
    )
    user = User.objects.get(email="neuve@exemple.fr")
    assert (user.has_usable_password(), user.is_superuser, user.is_staff) == (False, False, False)
    again = national_team.post(ADD, {"email": "NEUVE@exemple.fr", "name": "Double"})
    assert "Quelqu’un a déjà cette adresse." in again.content.decode()


def test_closing_an_account(national_team: Client) -> None:
    user = make_user("marie@exemple.fr", name="Marie")
    url = f"/gestion/users/edit/{user.pk}/"
    assert national_team.get(url).status_code == 200
    assert national_team.post(url, {"email": user.email, "name": "Marie D."}).status_code == 302
    user.refresh_from_db()
    assert (user.name, user.is_active) == ("Marie D.", False)


def test_nobody_closes_themselves(national_team: Client) -> None:
    me = User.objects.get(email="equipe@exemple.fr")
    national_team.post(f"/gestion/users/edit/{me.pk}/", {"email": me.email, "name": "Moi"})
    me.refresh_from_db()
    assert (me.name, me.is_active, me.is_superuser) == ("Moi", True, True)


def test_a_territory_s_staff_see_no_users(poitiers: Territory, visitor: Client) -> None:
    visitor.force_login(make_agent(poitiers))
    for path in ("/gestion/users/", ADD):
        assert visitor.get(path).status_code == 404


def test_no_stranger_is_called(national_team: Client) -> None:
    assert "gravatar" not in national_team.get("/gestion/").content.decode()

"""Who may do what for a territory, and nowhere else."""

import pytest
from django.contrib.auth.models import AnonymousUser, Group
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Page

from accounts.models import User
from territories.models import Role, RoleName, Territory
from territories.permissions import role_of
from territories.queries import national_portal, territory_for_commune
from territories.scope import EVERYWHERE, territory_scope
from territories.services import grant_role, open_territory, revoke_role, welcome
from tests.factories.accounts import make_user
from tests.factories.territories import make_agent

PERMISSIONS = ["territories.administer", "territories.animate", "territories.moderate", "territories.read"]


@pytest.mark.parametrize(("role", "held"), [(role, 4 - role.rank) for role in RoleName])
def test_each_role_holds_those_below(role: RoleName, held: int, poitiers: Territory) -> None:
    user = make_agent(poitiers, role)
    with territory_scope(poitiers):
        assert [user.has_perm(name, poitiers) for name in PERMISSIONS] == [False] * (4 - held) + [True] * held


def test_a_role_is_worth_nothing_elsewhere(poitiers: Territory, lille: Territory, national: Territory) -> None:
    user = make_agent(poitiers)
    for place in (lille, national):
        with territory_scope(place):
            assert not any(user.has_perm(name, place) for name in PERMISSIONS)
            assert role_of(user, poitiers) is None  # not even for its own, from another host
    chief = make_agent(national)
    with territory_scope(poitiers):
        assert not chief.has_perm("territories.read", poitiers)


def test_a_closed_account_and_a_visitor_have_none(in_poitiers: Territory) -> None:
    user = make_agent(in_poitiers)
    user.is_active = False
    assert role_of(user, in_poitiers) is None
    assert role_of(AnonymousUser(), in_poitiers) is None


def test_a_role_is_read_once(in_poitiers: Territory, django_assert_num_queries: object) -> None:
    user = User.objects.get(pk=make_agent(in_poitiers).pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert all(user.has_perm(name, in_poitiers) for name in PERMISSIONS)


def test_staff_follows_the_last_role(poitiers: Territory, lille: Territory) -> None:
    user = make_user()
    for place in (poitiers, lille):
        make_agent(place)
        with territory_scope(place):
            grant_role(territory=place, user=user, role=RoleName.ANIMATOR)
    assert user.is_staff
    for place, still in ((poitiers, True), (lille, False)):
        with territory_scope(place):
            revoke_role(role=Role.objects.select_related("user", "territory").get(user=user))
        user.refresh_from_db()
        assert user.is_staff is still
    assert not user.groups.exists()


def test_the_last_administrator_stays(in_poitiers: Territory) -> None:
    chief = make_agent(in_poitiers)
    role = Role.objects.get(user=chief)
    with pytest.raises(ValidationError):
        revoke_role(role=role)
    with pytest.raises(ValidationError):
        grant_role(territory=in_poitiers, user=chief, role=RoleName.READER)
    make_agent(in_poitiers)
    grant_role(territory=in_poitiers, user=chief, role=RoleName.READER)
    assert Role.objects.get(user=chief).role == RoleName.READER


def test_wagtail_s_rights_stop_at_the_territory(poitiers: Territory, lille: Territory) -> None:
    user = make_agent(poitiers, RoleName.ANIMATOR)
    there, here = lille.site.root_page, poitiers.site.root_page
    assert here.permissions_for_user(user).can_publish()
    assert here.permissions_for_user(user).can_add_subpage()
    assert not there.permissions_for_user(user).can_edit()
    assert not Page.get_first_root_node().permissions_for_user(user).can_edit()
    rights = Group.objects.get(user=user).collection_permissions
    assert set(rights.values_list("collection", flat=True)) == {poitiers.collection_id}


def test_a_new_role_replaces_the_former_group(in_poitiers: Territory) -> None:
    make_agent(in_poitiers)
    user = make_agent(in_poitiers, RoleName.ANIMATOR)
    grant_role(territory=in_poitiers, user=user, role=RoleName.READER)
    assert [group.name for group in user.groups.all()] == ["grand-poitiers: reader"]
    fresh = User.objects.get(pk=user.pk)
    assert not fresh.has_perm("wagtailadmin.access_admin")
    assert not in_poitiers.site.root_page.permissions_for_user(fresh).can_edit()


def test_someone_unknown_is_welcomed_with_an_account(in_poitiers: Territory) -> None:
    make_agent(in_poitiers)
    role = welcome(territory=in_poitiers, email="Neuve@Exemple.fr", role=RoleName.MODERATOR)
    assert (role.user.email, role.user.has_usable_password()) == ("neuve@exemple.fr", False)


class TestTeamPage:
    URL = "/territoires/reglages/equipe/"

    def browser(self, territory: Territory, user: User | None = None) -> Client:
        client = Client(headers={"host": territory.host})
        if user:
            client.force_login(user)
        return client

    def test_doors(self, poitiers: Territory, lille: Territory) -> None:
        chief = make_agent(poitiers)
        for url in (self.URL, "/territoires/reglages/"):
            assert self.browser(poitiers, chief).get(url).status_code == 200
            assert self.browser(lille, chief).get(url).status_code == 403
            for role in (RoleName.ANIMATOR, RoleName.MODERATOR, RoleName.READER):
                assert self.browser(poitiers, make_agent(poitiers, role)).get(url).status_code == 403
            assert self.browser(poitiers, make_user()).get(url).status_code == 403
            assert self.browser(poitiers).get(url).headers["location"].startswith("/compte/login/")

    def test_roles_of_a_neighbour_are_404(self, poitiers: Territory, lille: Territory) -> None:
        chief, other = make_agent(poitiers), make_agent(lille)
        make_agent(lille)
        with territory_scope(lille):
            theirs = Role.objects.get(user=other)
        assert self.browser(poitiers, chief).post(f"{self.URL}{theirs.pk}/retirer/").status_code == 404
        with territory_scope(EVERYWHERE):
            assert Role.objects.filter(pk=theirs.pk).exists()

    def test_adding_and_removing(self, poitiers: Territory) -> None:
        browser = self.browser(poitiers, make_agent(poitiers))
        stuffed = {
            "email": "neuve@exemple.fr",
            "role": "reader",
            "territory": "999",
            "is_superuser": "1",
            "is_staff": "0",
        }
        assert browser.post(self.URL, stuffed).status_code == 302
        with territory_scope(poitiers):
            role = Role.objects.select_related("user").get(user__email="neuve@exemple.fr")
        assert (role.role, role.user.is_superuser, role.territory_id) == ("reader", False, poitiers.pk)
        assert browser.post(self.URL, {"email": "neuve@exemple.fr", "role": "owner"}).status_code == 200
        assert browser.get(f"{self.URL}{role.pk}/retirer/").status_code == 405
        browser.post(f"{self.URL}{role.pk}/retirer/")
        with territory_scope(poitiers):
            assert not Role.objects.filter(pk=role.pk).exists()

    def test_the_last_administrator_is_told_why(self, poitiers: Territory) -> None:
        chief = make_agent(poitiers)
        with territory_scope(poitiers):
            role = Role.objects.get(user=chief)
        page = self.browser(poitiers, chief).post(f"{self.URL}{role.pk}/retirer/", follow=True)
        assert "Nommez d’abord" in page.content.decode()

    @pytest.mark.parametrize("members", [1, 3])
    def test_queries(self, members: int, poitiers: Territory, django_assert_num_queries: object) -> None:
        chief = make_agent(poitiers)
        for _ in range(members - 1):
            make_agent(poitiers, RoleName.READER)
        browser = self.browser(poitiers, chief)
        browser.get(self.URL)
        with django_assert_num_queries(4):  # type: ignore[operator]  # user, factor, role, team
            browser.get(self.URL)


def test_the_nearest_open_territory_of_a_commune(national: Territory, poitiers: Territory) -> None:
    commune = poitiers.communes.get(code="86194")
    region = open_territory(
        slug="na",
        name="Région",
        kind="region",
        hostname="na.localhost",
        home=Page(title="Région"),
        parent=national,
        communes=[commune],
    )
    assert territory_for_commune(commune) == poitiers
    poitiers.is_open = False
    poitiers.save()
    assert territory_for_commune(commune) == region
    region.communes.clear()
    assert territory_for_commune(commune) is None
    assert national_portal() == national


@pytest.mark.parametrize(
    ("role", "links"), [("administrator", [True, True]), ("animator", [True, False]), ("reader", [False, False])]
)
def test_my_account_leads_the_team_to_its_tools(role: str, links: list[bool], poitiers: Territory) -> None:
    client = Client(headers={"host": poitiers.host})
    client.force_login(make_agent(poitiers, role))
    page = client.get("/compte/").content.decode()
    assert [f'href="{url}"' in page for url in ("/gestion/", "/territoires/reglages/")] == links
    assert str(RoleName(role).label) in page


def test_my_account_shows_no_tools_to_others(poitiers: Territory, lille: Territory) -> None:
    for user in (make_user(), make_agent(lille)):
        client = Client(headers={"host": poitiers.host})
        client.force_login(user)
        assert "/territoires/reglages/" not in client.get("/compte/").content.decode()

"""Every way in: one sign-in, one second factor, nothing left open behind it."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.views import LoginView
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from territories.models import RoleName, Territory
from territories.scope import territory_scope
from territories.services import grant_role
from tests.factories.accounts import PASSWORD, add_second_factor, make_user
from tests.security.world import World, browser

WAGTAIL_DOORS = ["/_util/login/", "/gestion/login/"]


@pytest.mark.parametrize("door", WAGTAIL_DOORS)
def test_a_bare_door_takes_no_password(door: str, poitiers: Territory) -> None:
    user = add_second_factor(make_user(password=PASSWORD, is_staff=True, is_superuser=True))
    client = browser(poitiers)
    answer = client.post(f"{door}?next=/gestion/", {"username": user.email, "password": PASSWORD})
    assert SESSION_KEY not in client.session
    assert answer.headers["location"] == f"{reverse('account_login')}?next=/gestion/"


def test_no_address_answers_with_django_s_own_sign_in(db: None) -> None:
    """Walks the resolver: the first pattern that takes an address wins, so a bare one that is hidden does no harm."""
    bare = [path for path in _literal_paths(get_resolver(), "/") if _is_bare(path)]
    assert bare == []


def _literal_paths(resolver: URLResolver, prefix: str) -> list[str]:
    paths = []
    for entry in resolver.url_patterns:
        path = prefix + str(entry.pattern).replace("^", "").replace("$", "")
        paths += _literal_paths(entry, path) if isinstance(entry, URLResolver) else [path]
    return [path for path in paths if "<" not in path and "(" not in path]


def _is_bare(path: str) -> bool:
    view: Any = get_resolver().resolve(path).func
    return issubclass(getattr(view, "view_class", object), LoginView)


class TestSecondFactor:
    def test_setting_one_up_ends_the_sessions_that_had_none(
        self, poitiers: Territory, django_capture_on_commit_callbacks: Any
    ) -> None:
        user = make_user(password=PASSWORD)
        here, elsewhere = browser(poitiers), browser(poitiers)
        for client in (here, elsewhere):
            client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
            assert client.get(reverse("accounts:home")).status_code == 200
        with django_capture_on_commit_callbacks(execute=True):
            self.set_up(here)
        assert Authenticator.objects.filter(user=user, type="totp").exists()
        assert here.get(reverse("accounts:home")).status_code == 200
        assert elsewhere.get(reverse("accounts:home")).status_code == 302

    def set_up(self, client: Client) -> None:
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        page = client.get(reverse("mfa_activate_totp"))
        secret = page.context["form"].secret
        counter = next(iter(yield_hotp_counters_from_time()))
        client.post(reverse("mfa_activate_totp"), {"code": format_hotp_value(hotp_value(secret, counter))})

    @pytest.mark.parametrize("path", ["", "modifier/", "membres/"])
    def test_a_role_reaches_no_organisation_without_one(self, path: str, world: World) -> None:
        bare = make_user()
        with territory_scope(world.here):
            grant_role(territory=world.here, user=bare, role=RoleName.ADMINISTRATOR)
        address = f"/structures/{world.theirs.pk}/{path}"
        assert browser(world.here, bare).get(address).status_code == 403
        add_second_factor(bare)
        assert browser(world.here, bare).get(address).status_code == 200

    def test_another_path_prefix_opens_no_side_door(self, poitiers: Territory) -> None:
        """A server that mounts the site under a prefix changes `request.path`, not what is routed."""
        bare = make_user(is_staff=True, is_superuser=True)
        answer = browser(poitiers, bare).get("/gestion/", SCRIPT_NAME="/prefix")
        assert answer.status_code == 302
        assert reverse("accounts:second_factor") in answer.headers["location"]


def test_signing_in_leaves_nothing_under_the_former_session_key(world: World) -> None:
    """Fixation: whoever planted the anonymous session must hold neither the person's session nor their draft."""
    user = make_user(password=PASSWORD)
    client, planted = browser(world.here), browser(world.here)
    client.post("/faire-le-point/commencer/", {"kind": "company"})
    key = client.session.session_key
    planted.cookies[settings.SESSION_COOKIE_NAME] = str(key)
    client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert client.session.session_key != key
    assert SESSION_KEY not in planted.session
    assert not planted.session.get("held")

"""Every page of an account opens, in the look, with JavaScript off."""

import pytest
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from territories.models import Territory
from tests.factories.accounts import PASSWORD, add_second_factor, make_user

pytestmark = pytest.mark.django_db

ANONYMOUS = [
    "account_login",
    "account_signup",
    "account_request_login_code",
    "account_reset_password",
    "account_inactive",
]
MEMBER = [
    "accounts:home",
    "accounts:profile",
    "accounts:second_factor",
    "account_email",
    "account_set_password",
    "account_logout",
    "mfa_index",
    "mfa_activate_totp",
    "mfa_add_webauthn",
    "mfa_list_webauthn",
    "usersessions_list",
]
PROTECTED = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_generate_recovery_codes",
    "mfa_view_recovery_codes",
    "accounts:home",
]


@pytest.mark.parametrize("name", ANONYMOUS)
def test_pages_for_everyone(name: str, visitor: Client) -> None:
    page = visitor.get(reverse(name))
    assert page.status_code == 200
    assert page.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("name", MEMBER)
def test_pages_of_a_member(name: str, visitor: Client) -> None:
    visitor.force_login(make_user(), "allauth.account.auth_backends.AuthenticationBackend")
    page = visitor.get(reverse(name))
    assert page.status_code == 200, page.headers
    assert page.content.decode().count("<h1>") == 1


@pytest.mark.parametrize("name", MEMBER)
def test_they_ask_a_visitor_to_sign_in(name: str, visitor: Client) -> None:
    page = visitor.get(reverse(name))
    assert page.status_code == 302
    assert page.headers["location"].startswith(("/compte/login/", "/"))


def test_pages_of_a_member_with_a_password(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert visitor.get(reverse("account_reauthenticate")).status_code == 200
    assert visitor.get(reverse("account_change_password")).status_code == 200
    answer = visitor.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": "quinze lignes de niveau", "password2": "quinze lignes de niveau"},
    )
    assert answer.status_code == 302
    user.refresh_from_db()
    assert user.check_password("quinze lignes de niveau")


def test_the_profile_changes_two_things_and_no_other(visitor: Client) -> None:
    user = make_user()
    visitor.force_login(user)
    stuffed = {"name": "Direction", "language": "en", "email": "autre@exemple.fr", "is_staff": "1", "is_superuser": "1"}
    assert visitor.post(reverse("accounts:profile"), stuffed).status_code == 302
    changed = User.objects.get(pk=user.pk)
    assert (changed.name, changed.language) == ("Direction", "en")
    assert (changed.email, changed.is_staff, changed.is_superuser) == (user.email, False, False)


def test_a_new_address_waits_for_its_code(visitor: Client, mailoutbox: list[EmailMessage], code_in: object) -> None:
    user = make_user()
    visitor.force_login(user)
    asked = visitor.post(reverse("account_email"), {"action_add": "1", "email": "neuve@exemple.fr"}, follow=True)
    assert asked.status_code == 200
    user.refresh_from_db()
    assert user.email != "neuve@exemple.fr"
    code = code_in(next(mail for mail in mailoutbox if mail.to == ["neuve@exemple.fr"]))  # type: ignore[operator]
    visitor.post(reverse("account_email_verification_sent"), {"code": code})
    user.refresh_from_db()
    assert user.email == "neuve@exemple.fr"


def test_a_lost_password_is_replaced_by_code(visitor: Client, mailoutbox: list[EmailMessage], code_in: object) -> None:
    user = make_user(password=PASSWORD)
    visitor.post(reverse("account_reset_password"), {"email": user.email})
    visitor.post(reverse("account_confirm_password_reset_code"), {"code": code_in(mailoutbox[0])})  # type: ignore[operator]
    assert visitor.get(reverse("account_complete_password_reset")).status_code == 200
    new = {"password1": "quinze lignes de niveau", "password2": "quinze lignes de niveau"}
    done = visitor.post(reverse("account_complete_password_reset"), new, follow=True)
    assert done.status_code == 200
    user.refresh_from_db()
    assert user.check_password(new["password1"])


def test_sessions_are_listed_by_browser_and_closed_elsewhere(poitiers: Territory) -> None:
    user = make_user(password=PASSWORD)
    agents = {
        "Firefox": "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0",
        "Safari": "Mozilla/5.0 (iPhone) Version/18 Safari/604",
    }
    browsers = []
    for agent in agents.values():
        browser = Client(headers={"host": "grand-poitiers.localhost", "user-agent": agent}, REMOTE_ADDR="203.0.113.77")
        browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
        browsers.append(browser)
    page = browsers[0].get(reverse("usersessions_list")).content.decode()
    assert "Firefox, Windows" in page
    assert "Safari, iPhone" in page
    assert {str(session.ip) for session in user.usersession_set.all()} == {"203.0.113.0"}
    browsers[0].post(reverse("usersessions_list"))
    assert browsers[1].get(reverse("accounts:home")).status_code == 302
    assert browsers[0].get(reverse("accounts:home")).status_code == 200


@pytest.mark.parametrize("name", PROTECTED)
def test_pages_of_a_member_with_a_second_factor(name: str, visitor: Client) -> None:
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    user = add_second_factor(make_user(password=PASSWORD))
    RecoveryCodes.activate(user)
    sign_in_with_factor(visitor, user)
    page = visitor.get(reverse(name))
    assert page.status_code == 200, page.headers


def sign_in_with_factor(browser: Client, user: User) -> None:
    from tests.accounts.test_second_factor import code_now

    browser.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    browser.post(reverse("mfa_authenticate"), {"code": code_now(user)})
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})

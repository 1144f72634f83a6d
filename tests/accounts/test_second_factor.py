"""The back-office opens to staff with a second factor only, by our door only."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD, make_staff, make_user

pytestmark = pytest.mark.django_db


def code_now(user: User) -> str:
    secret = Authenticator.objects.get(user=user, type=Authenticator.Type.TOTP).wrap()
    from allauth.mfa.utils import decrypt

    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(decrypt(secret.instance.data["secret"]), counter))


def test_staff_without_one_are_sent_to_set_it_up(visitor: Client) -> None:
    visitor.force_login(make_user(is_staff=True, is_superuser=True))
    for path in ("/gestion/", "/gestion/pages/", "/territoires/reglages/"):
        answer = visitor.get(path)
        assert answer.status_code == 302
        assert answer.headers["location"].startswith(reverse("accounts:second_factor"))
    page = visitor.get("/gestion/", follow=True).content.decode()
    assert reverse("mfa_activate_totp") in page


def test_staff_with_one_go_on(visitor: Client) -> None:
    visitor.force_login(make_staff(is_superuser=True))
    assert visitor.get("/gestion/").status_code == 200


def test_the_password_alone_does_not_sign_in_who_has_one(visitor: Client) -> None:
    staff = make_staff(password=PASSWORD, is_superuser=True)
    first = visitor.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    assert first.headers["location"] == reverse("mfa_authenticate")
    assert "_auth_user_id" not in visitor.session
    assert visitor.get("/gestion/").status_code == 302
    assert visitor.get(reverse("mfa_authenticate")).status_code == 200
    wrong = visitor.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert wrong.status_code == 200
    visitor.post(reverse("mfa_authenticate"), {"code": code_now(staff)})
    assert visitor.session["_auth_user_id"] == str(staff.pk)


def test_the_code_by_mail_alone_does_not_either(visitor: Client, mailoutbox: list[object], code_in: object) -> None:
    staff = make_staff()
    visitor.post(reverse("account_request_login_code"), {"email": staff.email})
    visitor.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})  # type: ignore[operator]
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("path", ["/gestion/login/", "/gestion/login/?next=/gestion/pages/"])
def test_wagtail_s_door_leads_to_ours(path: str, visitor: Client) -> None:
    answer = visitor.get(path)
    assert (answer.status_code, answer.headers["location"].split("?")[0]) == (302, reverse("account_login"))
    assert answer.headers["location"].partition("?")[2] == path.partition("?")[2]


def test_wagtail_s_door_takes_no_password(visitor: Client) -> None:
    staff = make_user(password=PASSWORD, is_staff=True, is_superuser=True)
    visitor.post("/gestion/login/", {"username": staff.email, "password": PASSWORD})
    assert "_auth_user_id" not in visitor.session


@pytest.mark.parametrize("path", ["/gestion/password_reset/", "/admin/", "/admin/login/", "/accounts/login/"])
def test_no_other_door(path: str, visitor: Client) -> None:
    assert visitor.get(path).status_code in (302, 404)
    answer = visitor.get(path, follow=True)
    assert answer.status_code == 404 or answer.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_wagtail_s_way_out_is_ours(visitor: Client) -> None:
    visitor.force_login(make_staff())
    assert visitor.post("/gestion/logout/").headers["location"] == "/"
    assert "_auth_user_id" not in visitor.session


def test_staff_keep_one_at_least(visitor: Client) -> None:
    staff = make_staff(password=PASSWORD)
    visitor.post(reverse("account_login"), {"login": staff.email, "password": PASSWORD})
    visitor.post(reverse("mfa_authenticate"), {"code": code_now(staff)})
    visitor.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    visitor.post(reverse("mfa_deactivate_totp"))
    assert Authenticator.objects.filter(user=staff, type=Authenticator.Type.TOTP).exists()


def test_anyone_else_may_remove_theirs(visitor: Client) -> None:
    from tests.factories.accounts import add_second_factor

    user = add_second_factor(make_user(password=PASSWORD))
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    visitor.post(reverse("mfa_authenticate"), {"code": code_now(user)})
    visitor.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    visitor.post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists()


def test_the_secret_is_not_kept_in_clear() -> None:
    from allauth.mfa.totp.internal.auth import TOTP

    user = make_user()
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in str(Authenticator.objects.get(user=user).data)


def test_setting_one_up_takes_the_code_that_the_application_shows(visitor: Client) -> None:
    visitor.force_login(make_user())
    page = visitor.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    done = visitor.post(reverse("mfa_activate_totp"), {"code": code}, follow=True)
    assert done.status_code == 200
    assert "codes de secours" in done.content.decode()


@pytest.mark.parametrize(
    ("portal", "host", "expected"),
    [
        ("engages.fr", "engages.fr:8000", "engages.fr"),
        ("engages.fr", "grand-poitiers.engages.fr", "engages.fr"),
        ("engages.fr", "climat.grandpoitiers.fr", "climat.grandpoitiers.fr"),
        ("engages.fr", "evil-engages.fr", "evil-engages.fr"),
        ("localhost", "grand-poitiers.localhost:8000", "grand-poitiers.localhost"),
    ],
)
def test_a_passkey_opens_every_host_under_the_portal(portal: str, host: str, expected: str, settings: Any) -> None:
    from allauth.core import context
    from django.test import RequestFactory

    from accounts.adapters import MFAAdapter

    settings.ALLOWED_HOSTS, settings.PORTAL_HOST = ["*"], portal
    with context.request_context(RequestFactory().get("/", headers={"host": host})):
        assert MFAAdapter().get_public_key_credential_rp_entity()["id"] == expected

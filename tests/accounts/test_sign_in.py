"""Creating an account and coming back, by code or by password, without learning who has an account."""

from collections.abc import Callable

import pytest
import time_machine
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.factories.accounts import PASSWORD, make_user

CodeIn = Callable[[object], str]
pytestmark = pytest.mark.django_db


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_an_account_is_an_address_and_a_code(visitor: Client, mailoutbox: list[EmailMessage], code_in: CodeIn) -> None:
    asked = visitor.post(reverse("account_signup"), {"email": "Marie@Exemple.fr"}, follow=True)
    assert "marie@exemple.fr" in asked.content.decode()
    assert not signed_in(visitor)
    arrived = visitor.post(reverse("account_email_verification_sent"), {"code": code_in(mailoutbox[0])}, follow=True)
    assert arrived.redirect_chain[-1][0] == reverse("accounts:home")
    user = User.objects.get()
    assert (user.email, user.has_usable_password(), user.is_staff) == ("marie@exemple.fr", False, False)


def test_mail_comes_from_the_territory(visitor: Client, mailoutbox: list[EmailMessage]) -> None:
    visitor.post(reverse("account_signup"), {"email": "marie@exemple.fr"})
    assert mailoutbox[0].from_email == "Grand Poitiers <ne-pas-repondre@localhost>"
    assert "Grand Poitiers" in mailoutbox[0].subject


def test_coming_back_by_code(visitor: Client, mailoutbox: list[EmailMessage], code_in: CodeIn) -> None:
    user = make_user()
    visitor.post(reverse("account_request_login_code"), {"email": user.email})
    visitor.post(reverse("account_confirm_login_code"), {"code": code_in(mailoutbox[0])})
    assert visitor.session["_auth_user_id"] == str(user.pk)


def test_three_wrong_codes_and_it_starts_again(
    visitor: Client, mailoutbox: list[EmailMessage], code_in: CodeIn
) -> None:
    visitor.post(reverse("account_request_login_code"), {"email": make_user().email})
    right = code_in(mailoutbox[0])
    for wrong in range(3):
        visitor.post(reverse("account_confirm_login_code"), {"code": f"{(int(right) + 1 + wrong) % 10**6:06d}"})
    visitor.post(reverse("account_confirm_login_code"), {"code": right})
    assert not signed_in(visitor)


def test_coming_back_by_password(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    wrong = visitor.post(reverse("account_login"), {"login": user.email, "password": "autre chose encore"})
    assert "ne vont pas ensemble" in wrong.content.decode()
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert signed_in(visitor)


def test_the_session_key_changes_on_signing_in(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    visitor.get(reverse("account_login"))
    session = visitor.session
    session["seen"] = True
    session.save()
    before = session.session_key
    visitor.cookies["sessionid"] = before
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert visitor.session.session_key != before


@pytest.mark.parametrize("page", ["account_request_login_code", "account_reset_password", "account_signup"])
def test_the_page_says_the_same_with_and_without_an_account(
    page: str, visitor: Client, mailoutbox: list[EmailMessage]
) -> None:
    make_user("connue@exemple.fr")
    seen = []
    for email in ("connue@exemple.fr", "absente@exemple.fr"):
        browser = Client(headers={"host": "grand-poitiers.localhost"})
        answer = browser.post(reverse(page), {"email": email}, follow=True)
        seen.append((answer.redirect_chain, answer.content.decode().replace(email, "…").split("<main")[1]))
    assert without_tokens(seen[0]) == without_tokens(seen[1])
    assert len(mailoutbox) == 2


def without_tokens(seen: tuple[object, str]) -> tuple[object, str]:
    import re

    return seen[0], re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", seen[1])


def test_a_wrong_password_says_the_same_without_an_account(visitor: Client) -> None:
    make_user("connue@exemple.fr", password=PASSWORD)
    said = []
    for email in ("connue@exemple.fr", "absente@exemple.fr"):
        page = visitor.post(reverse("account_login"), {"login": email, "password": "autre chose encore"})
        said.append(page.context["form"].errors.as_json())
    assert said[0] == said[1]


def test_ten_tries_a_minute_and_no_more(visitor: Client) -> None:
    users = [make_user(password=PASSWORD) for _ in range(12)]
    answers = [
        visitor.post(reverse("account_login"), {"login": user.email, "password": "autre chose"}).status_code
        for user in users
    ]
    assert answers[:10] == [200] * 10
    assert answers[10:] == [429] * 2


def test_five_failures_close_an_account_for_five_minutes_even_to_its_owner(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    for _ in range(5):
        visitor.post(reverse("account_login"), {"login": user.email, "password": "autre chose"})
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert not signed_in(visitor)


def test_codes_are_asked_three_times_a_minute(visitor: Client, mailoutbox: list[EmailMessage]) -> None:
    user = make_user()
    answers = [
        Client(headers={"host": "grand-poitiers.localhost"}).post(
            reverse("account_request_login_code"), {"email": user.email}
        )
        for _ in range(4)
    ]
    assert len(mailoutbox) == 3
    assert answers[3].status_code in (200, 429)


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "http://lille.localhost/",
        "http://evil.localhost/",
        "javascript:alert(1)",
        "/\\evil.example",
    ],
)
def test_next_never_leaves_the_host(target: str, visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    answer = visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": target})
    assert answer.headers["location"] == reverse("accounts:home")


def test_next_leads_on_the_same_host(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    page = visitor.get(reverse("account_login"), {"next": "/compte/profil/"}).content.decode()
    assert page.count('name="next" value="/compte/profil/"') == 3  # by code, by password, by passkey
    answer = visitor.post(
        reverse("account_login"), {"login": user.email, "password": PASSWORD, "next": "/compte/profil/"}
    )
    assert answer.headers["location"] == "/compte/profil/"


def test_nothing_but_the_address_is_taken_at_sign_up(visitor: Client) -> None:
    stuffed = {"email": "marie@exemple.fr", "is_staff": "1", "is_superuser": "1", "is_active": "0", "groups": "1"}
    visitor.post(reverse("account_signup"), stuffed)
    user = User.objects.get()
    assert (user.is_staff, user.is_superuser, user.is_active, user.groups.count()) == (False, False, True, 0)


def test_a_session_is_one_host_s(visitor: Client) -> None:
    user = make_user(password=PASSWORD)
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert visitor.cookies["sessionid"]["domain"] == ""


def test_a_closed_account_does_not_open(visitor: Client) -> None:
    user = make_user(password=PASSWORD, is_active=False)
    visitor.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert not signed_in(visitor)


def test_codes_are_asked_ten_times_an_hour(visitor: Client, mailoutbox: list[EmailMessage]) -> None:
    user = make_user()
    with time_machine.travel("2026-11-21T10:00:00+01:00", tick=False) as now:
        for _ in range(15):
            browser = Client(headers={"host": "grand-poitiers.localhost"})
            browser.post(reverse("account_request_login_code"), {"email": user.email})
            now.shift(60)
        assert len(mailoutbox) == 10
        now.shift(3600)
        visitor.post(reverse("account_request_login_code"), {"email": user.email})
        assert len(mailoutbox) == 11

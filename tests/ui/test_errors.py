"""Each page of error keeps the look and says what to do."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.test import Client, RequestFactory

from territories.models import Territory
from ui.errors import bad_request, forbidden, server_error

HOST = {"host": "grand-poitiers.localhost"}


def test_a_lost_page_shows_the_territory_and_ways_on(poitiers: Territory, client: Client) -> None:
    answer = client.get("/nulle-part/", headers=HOST)
    assert answer.status_code == 404
    assert "<title>Page introuvable · Grand Poitiers</title>" in answer.text
    assert 'class="page lost"' in answer.text
    assert '<div class="ghost"><svg' in answer.text


def test_a_failure_asks_the_database_nothing(poitiers: Territory, django_assert_num_queries: Any) -> None:
    request = RequestFactory().get("/")
    request.territory = Territory.objects.get(pk=poitiers.pk)  # type: ignore[attr-defined]
    with django_assert_num_queries(0):
        answer = server_error(request)
    assert answer.status_code == 500
    assert "Grand Poitiers" in answer.text
    assert '<nav class="menu"' not in answer.text


def test_a_failure_before_the_territory_is_known_still_has_a_page() -> None:
    for view, status in ((server_error, 500), (bad_request, 400)):
        answer = view(RequestFactory().get("/"))
        assert answer.status_code == status
        assert "ASSETT" in answer.text


def test_a_closed_page_offers_to_sign_in_or_to_change_account(poitiers: Territory, django_user_model: Any) -> None:
    request = RequestFactory().get("/gestion-secrete/")
    request.territory = poitiers  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    assert "/compte/login/" in forbidden(request).text
    request.user = django_user_model.objects.create_user("ana@exemple.fr", name="Ana")
    text = forbidden(request).text
    assert "avec le compte Ana" in text
    assert "/compte/logout/" in text


def test_a_form_without_its_token_is_told_to_open_the_page_again(poitiers: Territory) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/compte/login/", {"login": "a"}, headers=HOST)
    assert answer.status_code == 403
    assert "Cette page est restée ouverte trop longtemps" in answer.text
    assert 'href="/compte/login/"' in answer.text

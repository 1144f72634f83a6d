"""Every page stands in the layout of its territory, of the portal, or of no territory at all."""

from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.test import Client, RequestFactory

from territories.models import Territory


def page(text: str, territory: Territory | None) -> str:
    request = RequestFactory().get("/somewhere/")
    request.territory = territory  # type: ignore[attr-defined]
    request.user = AnonymousUser()
    return engines["django"].from_string(text).render({}, request)


BASE = '{% extends "ui/layouts/base.html" %}{% block title %}Titre{% endblock %}'


def test_a_territory_shows_its_name_hue_and_promise(poitiers: Territory) -> None:
    html = page(BASE, poitiers)
    assert "<title>Titre · Grand Poitiers</title>" in html
    assert 'data-hue="168"' in html
    assert "/ui/teinte/168.css" in html
    assert "Un service de Grand Poitiers" in html
    assert '<a class="skip" href="#main">Aller au contenu</a>' in html


def test_the_national_portal_speaks_for_the_network(national: Territory) -> None:
    html = page(BASE, national)
    assert "Acteurs engagés" in html
    assert "Le réseau des territoires" in html
    assert "Un service de" not in html


def test_an_unknown_host_has_a_layout_too() -> None:
    html = page(BASE, None)
    assert "ASSETT" in html
    assert 'data-hue="235"' in html


@pytest.mark.django_db
def test_unknown_host_says_where_to_go_and_keeps_its_colours(client: Client) -> None:
    answer = client.get("/anything/", headers={"host": "nowhere.localhost"})
    assert answer.status_code == 404
    assert "Aucun territoire ne répond à cette adresse" in answer.text
    assert 'href="http://localhost:8000"' in answer.text
    assert client.get("/ui/teinte/235.css", headers={"host": "nowhere.localhost"}).status_code == 200


def test_a_signed_in_person_sees_their_name_and_the_way_out(poitiers: Territory, django_user_model: Any) -> None:
    client = Client()
    client.force_login(django_user_model.objects.create_user("ana@exemple.fr", name="Ana"))
    html = client.get("/ui/", headers={"host": "grand-poitiers.localhost"}).text
    assert '<a href="/compte/">Ana</a>' in html
    assert "/compte/logout/" in html
    assert "Se connecter" not in html

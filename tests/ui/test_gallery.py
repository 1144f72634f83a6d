"""The gallery shows everything, on any host, without the database."""

import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_shows_every_family_on_an_unknown_host(client: Client) -> None:
    answer = client.get("/ui/", {"hue": 28, "scheme": "dark"}, headers={"host": "nowhere.localhost"})
    assert answer.status_code == 200
    assert 'data-hue="28" data-scheme="dark"' in answer.text
    for title in ("Couleurs", "Niveaux", "Champs", "Questions", "Messages"):
        assert f">{title}</h2>" in answer.text

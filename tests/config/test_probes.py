"""What a supervisor asks, on any host, without a territory."""

from unittest.mock import patch

import pytest
from django.db import OperationalError, connection
from django.test import Client


def test_alive_without_touching_the_database(client: Client) -> None:
    answer = client.get("/healthz", headers={"host": "localhost"})
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.django_db
def test_ready_says_what_answers(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json()["database"] is True


@pytest.mark.django_db
def test_not_ready_without_a_database(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=OperationalError):
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["database"] is False

"""The scope fails closed. A model of the house stands in once there is one; here the territory's own machinery."""

import pytest
from django.test import Client

from territories.models import Territory
from territories.scope import NoActiveTerritory, Subtree, active, active_territory, condition, territory_scope


def test_no_scope_is_an_error_not_everything() -> None:
    with pytest.raises(NoActiveTerritory):
        active()


def test_scope_closes_behind_itself(poitiers: Territory, lille: Territory) -> None:
    with territory_scope(poitiers):
        with territory_scope(lille):
            assert active_territory() == lille
        assert active_territory() == poitiers
    with pytest.raises(NoActiveTerritory):
        active()


def test_inherited_rows_come_from_ancestors_never_from_neighbours(
    national: Territory, poitiers: Territory, lille: Territory
) -> None:
    with territory_scope(poitiers):
        assert condition("territory", inherited=True).children == [("territory__in", [poitiers.pk, national.pk])]
        assert condition("territory", inherited=False).children == [("territory", poitiers.pk)]


def test_subtree_holds_descendants(national: Territory, poitiers: Territory) -> None:
    with territory_scope(Subtree(national)):
        assert poitiers in Territory.objects.filter(lineage__startswith=national.lineage)
        with pytest.raises(NoActiveTerritory):
            active_territory()


def test_each_host_answers_for_its_territory(client: Client, poitiers: Territory) -> None:
    assert client.get("/", headers={"host": "grand-poitiers.localhost:8000"}).status_code == 200
    missing = client.get("/", headers={"host": "atlantide.localhost"})
    assert missing.status_code == 404

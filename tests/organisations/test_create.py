"""What may be registered, and where it lands."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from organisations.models import MemberRole, Organisation
from organisations.services import create_organisation, update_organisation
from territories.models import Commune, Territory
from territories.scope import EVERYWHERE, OutOfScope, territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_siret


def test_facts_are_tidied_and_derived(in_poitiers: Territory) -> None:
    owner = make_user()
    made = create_organisation(
        territory=in_poitiers, owner=owner, name="La Poste", kind="company", siret="356 000 000 00048", naf_code="5310z"
    )
    made.refresh_from_db()
    assert (made.siret, made.siren, made.naf_code, made.naf_version, made.section) == (
        "35600000000048", "356000000", "53.10Z", "rev2", "H"
    )  # fmt: skip
    assert [m.role for m in made.memberships.all()] == [MemberRole.OWNER]


def test_the_commune_says_the_territory(poitiers: Territory, lille: Territory) -> None:
    with territory_scope(EVERYWHERE):
        there = create_organisation(name="A", kind="company", owner=None, commune=Commune.objects.get(code="59350"))
        here = create_organisation(name="B", kind="company", owner=None, commune=Commune.objects.get(code="86070"))
    assert (there.territory, here.territory) == (lille, poitiers)


def test_a_commune_without_an_open_territory_is_refused_in_words(national: Territory) -> None:
    far = Commune.objects.create(code="29019", name="Brest", search_name="brest", departement="29", region="53")
    with territory_scope(national), pytest.raises(ValidationError) as refusal:
        create_organisation(name="A", kind="company", owner=None, commune=far)
    assert set(refusal.value.message_dict) == {"commune"}


def test_one_organisation_per_siret_and_territory(poitiers: Territory, lille: Territory) -> None:
    siret = make_siret()
    with territory_scope(poitiers):
        make_organisation(siret=siret)
        with pytest.raises(ValidationError):
            make_organisation(siret=siret)
        with pytest.raises(IntegrityError), transaction.atomic():
            Organisation(territory=poitiers, name="B", kind="company", siret=siret, siren=siret[:9]).save()
    with territory_scope(lille):
        make_organisation(siret=siret)


def test_nothing_is_written_for_another_territory(poitiers: Territory, lille: Territory) -> None:
    with territory_scope(poitiers), pytest.raises(OutOfScope):
        make_organisation(territory=lille)


def test_a_new_activity_code_is_read_in_the_nomenclature_of_the_day(
    in_poitiers: Territory, time_machine_at: object
) -> None:
    time_machine_at("2026-12-31T12:00:00+01:00")  # type: ignore[operator]
    made = make_organisation(naf_code="62.01Z")
    assert (made.naf_version, made.section) == ("rev2", "J")
    time_machine_at("2027-01-01T12:00:00+01:00")  # type: ignore[operator]
    facts = {"name": made.name, "kind": made.kind, "siret": made.siret}
    kept = update_organisation(organisation=made, naf_code="62.01Z", **facts)
    assert kept.naf_version == "rev2"
    changed = update_organisation(organisation=made, naf_code="62.10Y", **facts)
    assert (changed.naf_version, changed.section) == ("2025", "J")
    with pytest.raises(ValidationError) as refusal:
        update_organisation(organisation=made, naf_code="45.11Z", **facts)
    assert set(refusal.value.message_dict) == {"naf_code"}  # division 45 left the nomenclature in 2025


def test_an_rna_number_is_an_association_s(in_poitiers: Territory) -> None:
    assert make_organisation(kind="association", rna="w863 001 234").rna == "W863001234"
    with pytest.raises(ValidationError):
        make_organisation(kind="company", rna="W863001234")

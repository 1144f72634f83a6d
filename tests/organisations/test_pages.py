"""Registering and editing an organisation in the browser: who may, what is taken, what is said."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import User
from organisations import lookup
from organisations.lookup import Company
from organisations.models import MemberRole, Membership, Organisation
from territories.models import Commune, CommuneKey, RoleName, Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.conftest import make_commune
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation, make_siret
from tests.factories.territories import make_agent


@pytest.fixture(autouse=True)
def _no_register(settings: Any) -> None:
    settings.COMPANY_LOOKUP_URL = "http://127.0.0.1:9"
    cache.clear()


@pytest.fixture
def communes(poitiers: Territory, lille: Territory) -> None:
    """The keys by which people find the communes of the fixtures."""
    for territory in (poitiers, lille):
        for commune in territory.communes.all():
            _add_keys(commune)
    _add_keys(make_commune("29019", "Brest", postcode="29200"))


def _add_keys(commune: Commune) -> None:
    CommuneKey.objects.create(key=commune.search_name, kind=CommuneKey.Kind.WORD, commune=commune)
    CommuneKey.objects.create(key=commune.code, kind=CommuneKey.Kind.CODE, commune=commune)


def browser(territory: Territory, user: User | None = None) -> Client:
    client = Client(headers={"host": territory.host})
    if user:
        client.force_login(user)
    return client


def facts(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Atelier des Lices",
        "kind": "company",
        "siret": make_siret(),
        "rna": "",
        "naf_code": "16.23Z",
        "size": "1-9",
        "commune": "Chauvigny",
        **changes,
    }


def text(page: Any) -> str:
    return str(page.content.decode()).replace("\u00a0", " ")


def the_only_one() -> Organisation:
    with territory_scope(EVERYWHERE):
        return Organisation.objects.select_related("commune", "territory").get()


@pytest.mark.usefixtures("communes")
class TestRegistering:
    def test_by_hand(self, poitiers: Territory) -> None:
        user = make_user()
        client = browser(poitiers, user)
        done = client.post(reverse("organisations:create"), facts(siret="356 000 000 00048"), follow=True)
        made = the_only_one()
        assert done.redirect_chain[-1][0] == reverse("organisations:detail", args=[made.pk])
        assert (made.siret, made.commune.code, made.territory, made.section) == (
            "35600000000048",
            "86070",
            poitiers,
            "C",
        )
        with territory_scope(poitiers):
            assert Membership.objects.get(organisation=made).role == MemberRole.OWNER

    def test_stuffing_changes_nothing(self, poitiers: Territory, lille: Territory) -> None:
        stuffed = {
            "territory": lille.pk,
            "owner": 1,
            "section": "Z",
            "legal_form": "9999",
            "is_fictional": "1",
            "id": str(uuid4()),
            "naf_version": "2025",
        }
        browser(poitiers, make_user()).post(reverse("organisations:create"), facts(**stuffed))
        made = the_only_one()
        assert (made.territory, made.section, made.legal_form, made.is_fictional, made.naf_version) == (
            poitiers,
            "C",
            "",
            False,
            "rev2",
        )
        assert str(made.pk) != stuffed["id"]

    @pytest.mark.parametrize(
        ("wrong", "sentence"),
        [
            ({"siret": "81204417"}, "Il manque 6 chiffres : un SIRET en compte 14."),
            ({"commune": "Atlantide"}, "Aucune commune ne porte ce nom"),
            ({"kind": "empire"}, "empire"),
            ({"naf_code": "34.00Z"}, "vérifiez ses deux premiers chiffres"),
            ({"rna": "W863001234"}, "Seule une association"),
            ({"name": ""}, 'href="#id_name"'),
        ],
    )
    def test_refused_in_place(self, wrong: dict[str, str], sentence: str, poitiers: Territory) -> None:
        page = browser(poitiers, make_user()).post(reverse("organisations:create"), facts(**wrong))
        assert page.status_code == 200
        assert sentence in text(page)
        assert "Erreur :" in text(page).split("</title>")[0]
        with territory_scope(EVERYWHERE):
            assert not Organisation.objects.exists()

    def test_a_commune_of_another_space_leads_there(self, poitiers: Territory, lille: Territory) -> None:
        page = browser(poitiers, make_user()).post(reverse("organisations:create"), facts(commune="Lille"))
        assert "Lille relève de l’espace Métropole européenne de Lille." in text(page)
        assert f'href="{lille.root_url}{reverse("organisations:find")}"' in text(page)

    def test_a_commune_without_a_space_leads_to_the_portal(self, poitiers: Territory, national: Territory) -> None:
        page = browser(poitiers, make_user()).post(reverse("organisations:create"), facts(commune="Brest"))
        assert "le portail national vous accueille" in text(page)
        assert f'href="{national.root_url}{reverse("organisations:find")}"' in text(page)
        client = browser(national, make_user())
        assert client.post(reverse("organisations:create"), facts(commune="29019")).status_code == 302
        assert the_only_one().territory == national

    def test_a_known_siret_says_whom_to_ask(self, poitiers: Territory) -> None:
        siret = make_siret()
        with territory_scope(poitiers):
            make_organisation(siret=siret)
        page = browser(poitiers, make_user()).post(reverse("organisations:create"), facts(siret=siret))
        assert "demandez à l’un de ses responsables" in text(page)

    def test_the_register_fills_in_the_form(self, poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
        siret = make_siret()
        company = Company(siret, "LYCEE D'ICI", "public_body", "7331", "85.31Z", "rev2", "50-249", "86194", "", True)
        monkeypatch.setattr("organisations.views.organisations.find_company", lambda number: company)
        client = browser(poitiers, make_user())
        page = client.get(reverse("organisations:find"), {"siret": siret})
        assert page.context["form"]["commune"].value() == "Poitiers 86194"
        filled = {field.html_name: field.value() or "" for field in page.context["form"]}
        assert client.post(reverse("organisations:create"), filled).status_code == 302
        made = the_only_one()
        assert (made.name, made.kind, made.legal_form, made.size) == ("LYCEE D'ICI", "public_body", "7331", "50-249")

    def test_a_silent_register_leaves_the_form(self, poitiers: Territory) -> None:
        siret = make_siret()
        page = browser(poitiers, make_user()).get(reverse("organisations:find"), {"siret": siret})
        assert "Le registre public ne répond pas en ce moment" in text(page)
        assert siret in text(page)
        assert cache.get(lookup.FAILURES) == 1

    def test_an_unknown_number_and_a_wrong_one(self, poitiers: Territory, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("organisations.views.organisations.find_company", lambda number: None)
        client = browser(poitiers, make_user())
        assert "ne connaît pas ce numéro" in text(client.get(reverse("organisations:find"), {"siret": make_siret()}))
        assert "Il manque 6 chiffres" in text(client.get(reverse("organisations:find"), {"siret": "81204417"}))

    def test_several_communes_of_a_name_ask_for_the_postcode(self, poitiers: Territory) -> None:
        for code, postcode in (("59392", "59600"), ("38219", "38000")):
            _add_keys(make_commune(code, "Maubeuge", postcode=postcode))
        page = browser(poitiers, make_user()).post(reverse("organisations:create"), facts(commune="maubeuge"))
        assert "Plusieurs communes conviennent : Maubeuge 38000, Maubeuge 59600. Ajoutez le code postal." in text(page)


class TestDoors:
    PAGES = ("detail", "edit", "members")

    @pytest.fixture
    def ours(self, poitiers: Territory) -> Organisation:
        with territory_scope(poitiers):
            return make_organisation(make_user("chef@exemple.fr"))

    @pytest.fixture
    def contributor(self, ours: Organisation) -> User:
        user = make_user()
        with territory_scope(ours.territory):
            Membership.objects.create(organisation=ours, user=user, role=MemberRole.CONTRIBUTOR)
        return user

    def codes(self, client: Client, organisation: Organisation) -> list[int]:
        return [client.get(reverse(f"organisations:{page}", args=[organisation.pk])).status_code for page in self.PAGES]

    def test_by_part(self, ours: Organisation, contributor: User, poitiers: Territory) -> None:
        owner = User.objects.get(email="chef@exemple.fr")
        assert self.codes(browser(poitiers, owner), ours) == [200, 200, 200]
        assert self.codes(browser(poitiers, contributor), ours) == [200, 403, 200]
        assert self.codes(browser(poitiers, make_user()), ours) == [403, 403, 403]
        assert self.codes(browser(poitiers), ours) == [302, 302, 302]

    def test_by_role_in_the_territory(self, ours: Organisation, poitiers: Territory, lille: Territory) -> None:
        assert self.codes(browser(poitiers, make_agent(poitiers)), ours) == [200, 200, 200]
        assert self.codes(browser(poitiers, make_agent(poitiers, RoleName.READER)), ours) == [200, 403, 200]
        assert self.codes(browser(poitiers, make_agent(lille)), ours) == [403, 403, 403]

    def test_from_another_host_it_does_not_exist(self, ours: Organisation, lille: Territory) -> None:
        owner = User.objects.get(email="chef@exemple.fr")
        for user in (owner, make_agent(lille), make_user()):
            assert self.codes(browser(lille, user), ours) == [404, 404, 404]

    def test_unknown(self, poitiers: Territory) -> None:
        assert browser(poitiers, make_user()).get(reverse("organisations:detail", args=[uuid4()])).status_code == 404

    def test_the_same_permissions_by_name(self, ours: Organisation, contributor: User, poitiers: Territory) -> None:
        names = ("view", "answer", "manage")

        def held(user: User) -> list[bool]:
            with territory_scope(poitiers):
                return [user.has_perm(f"organisations.{name}", ours) for name in names]

        assert held(User.objects.get(email="chef@exemple.fr")) == [True, True, True]
        assert held(contributor) == [True, True, False]
        assert held(make_user()) == [False, False, False]
        assert held(make_agent(poitiers)) == [True, False, True]
        assert held(make_agent(poitiers, RoleName.ANIMATOR)) == [True, False, False]


@pytest.mark.usefixtures("communes")
def test_editing(poitiers: Territory) -> None:
    owner = make_user()
    with territory_scope(poitiers):
        made = make_organisation(owner, naf_code="16.23Z", commune=poitiers.communes.get(code="86194"))
    client = browser(poitiers, owner)
    page = client.get(reverse("organisations:edit", args=[made.pk]))
    filled = {field.html_name: field.value() or "" for field in page.context["form"]}
    stuffed = {**filled, "name": "Autre nom", "territory": "1", "section": "A", "is_fictional": "1", "legal_form": "1"}
    assert client.post(reverse("organisations:edit", args=[made.pk]), stuffed).status_code == 302
    changed = the_only_one()
    assert (changed.name, changed.section, changed.is_fictional, changed.legal_form) == ("Autre nom", "C", False, "")
    assert (changed.siret, changed.commune) == (made.siret, made.commune)


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_lists(count: int, poitiers: Territory, django_assert_num_queries: Any) -> None:
    owner = make_user()
    with territory_scope(poitiers):
        made = [make_organisation(owner) for _ in range(count)]
        for _ in range(count - 1):
            Membership.objects.create(organisation=made[0], user=make_user(), role=MemberRole.CONTRIBUTOR)
    client = browser(poitiers, owner)
    client.get(reverse("organisations:mine"))
    with django_assert_num_queries(2):  # user, organisations
        client.get(reverse("organisations:mine"))
    with django_assert_num_queries(5):  # user, organisation, part, members, invitations
        client.get(reverse("organisations:members", args=[made[0].pk]))
    with django_assert_num_queries(4):  # user, organisation, part, members
        client.get(reverse("organisations:detail", args=[made[0].pk]))
    with django_assert_num_queries(3):  # user, organisations, second factor
        client.get(reverse("accounts:home"))

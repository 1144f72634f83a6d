"""Invitations: one person, once, fourteen days; and a forwarded link shows nothing is given to whoever holds it."""

import re
from typing import Any
from urllib.parse import quote

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import User
from organisations import services, tokens
from organisations.models import Invitation, MemberRole, Membership, Organisation
from outbox import services as outbox
from territories.models import Territory
from territories.scope import EVERYWHERE, territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_invitation, make_organisation
from tests.organisations.test_pages import browser, text

INVITED = "collegue@exemple.fr"


@pytest.fixture
def owner(db: None) -> User:
    return make_user(name="Marie Dupré")


@pytest.fixture
def ours(owner: User, poitiers: Territory) -> Organisation:
    with territory_scope(poitiers):
        return make_organisation(owner, name="L’Atelier & Cie d'ici")


@pytest.fixture
def invitation(ours: Organisation, owner: User) -> Invitation:
    with territory_scope(ours.territory):
        return make_invitation(ours, owner, INVITED)


def link(invitation: Invitation) -> str:
    return reverse("organisations:invitation", args=[tokens.make(invitation.pk)])


def posted() -> list[Any]:
    with territory_scope(EVERYWHERE):
        outbox.deliver_due()
    return mail.outbox


def belongs(user: User, organisation: Organisation) -> bool:
    with territory_scope(organisation.territory):
        return Membership.objects.filter(organisation=organisation, user=user).exists()


def test_from_the_form_to_the_member(ours: Organisation, owner: User, poitiers: Territory) -> None:
    sent = browser(poitiers, owner).post(
        reverse("organisations:members", args=[ours.pk]),
        {"email": "Collegue@Exemple.fr", "role": "contributor", "organisation": "x", "accepted_at": "2020-01-01"},
    )
    assert sent.status_code == 302
    message = posted()[0]
    assert message.to == [INVITED]
    assert message.subject == "Marie Dupré vous invite à rejoindre L’Atelier & Cie d'ici"
    path = re.search(r"https?://[^/]+(/structures/invitation/\S+)", message.body)
    assert path
    user = make_user(INVITED)
    client = browser(poitiers, user)
    assert "Accepter l’invitation" in text(client.get(path[1]))
    assert not belongs(user, ours)  # reading a link changes nothing: mail filters follow links
    client.post(path[1])
    assert belongs(user, ours)
    with territory_scope(poitiers):
        assert Membership.objects.get(user=user).role == MemberRole.CONTRIBUTOR


def test_a_visitor_is_asked_to_sign_in_and_comes_back(invitation: Invitation, poitiers: Territory) -> None:
    page = text(browser(poitiers).get(link(invitation)))
    assert f"{reverse('account_login')}?next={quote(link(invitation))}" in page
    assert INVITED not in page
    browser(poitiers).post(link(invitation))
    with territory_scope(poitiers):
        assert Invitation.objects.get().accepted_at is None


class TestForwarded:
    @pytest.fixture
    def other(self, db: None) -> User:
        return make_user("autre@exemple.fr")

    @pytest.fixture
    def client(self, other: User, poitiers: Territory) -> Client:
        return browser(poitiers, other)

    def ask(self, client: Client, invitation: Invitation) -> str:
        mail.outbox.clear()
        client.post(reverse("organisations:invitation_code", args=[tokens.make(invitation.pk)]))
        message = next(one for one in posted() if "votre code" in one.subject)
        assert message.to == [INVITED]
        return message.subject[:6]

    def test_holding_the_link_is_not_enough(self, client: Client, other: User, invitation: Invitation) -> None:
        page = text(client.get(link(invitation)))
        assert "Cette invitation est-elle la vôtre ?" in page
        assert "c…@exemple.fr" in page
        assert INVITED not in page
        client.post(link(invitation))
        client.post(link(invitation), {"code": "000000"})
        assert not belongs(other, invitation.organisation)

    def test_the_code_sent_to_the_invited_mailbox_is(self, client: Client, other: User, invitation: Invitation) -> None:
        posted()
        code = self.ask(client, invitation)
        assert client.post(link(invitation), {"code": f" {code} "}).status_code == 302
        assert belongs(other, invitation.organisation)

    def test_three_tries(self, client: Client, other: User, invitation: Invitation) -> None:
        posted()
        code = self.ask(client, invitation)
        for step in range(1, 4):
            client.post(link(invitation), {"code": f"{(int(code) + step) % 10**6:06d}"})
        client.post(link(invitation), {"code": code})
        assert not belongs(other, invitation.organisation)

    def test_a_code_ages(self, client: Client, other: User, invitation: Invitation, time_machine_at: Any) -> None:
        posted()
        code = self.ask(client, invitation)
        from datetime import timedelta

        from django.utils import timezone

        time_machine_at((timezone.now() + timedelta(minutes=16)).isoformat())
        client.post(link(invitation), {"code": code})
        assert not belongs(other, invitation.organisation)

    def test_one_code_every_three_minutes(self, client: Client, invitation: Invitation) -> None:
        posted()
        self.ask(client, invitation)
        mail.outbox.clear()
        again = client.post(reverse("organisations:invitation_code", args=[tokens.make(invitation.pk)]), follow=True)
        assert "déjà en route" in text(again)
        assert posted() == []

    def test_a_code_is_good_in_its_own_session(
        self, client: Client, invitation: Invitation, poitiers: Territory
    ) -> None:
        posted()
        code = self.ask(client, invitation)
        thief = make_user()
        browser(poitiers, thief).post(link(invitation), {"code": code})
        assert not belongs(thief, invitation.organisation)


class TestClosed:
    def said(self, invitation: Invitation, user: User | None = None) -> tuple[int, str]:
        page = browser(invitation.organisation.territory, user).get(link(invitation))
        return page.status_code, text(page)

    def test_used(self, invitation: Invitation, poitiers: Territory) -> None:
        user = make_user(INVITED)
        with territory_scope(poitiers):
            services.accept_invitation(invitation=invitation, user=user)
            with pytest.raises(services.InvitationClosed):
                services.accept_invitation(invitation=invitation, user=user)
        status, page = self.said(invitation, user)
        assert (status, "Elle a déjà servi" in page) == (410, True)

    def test_withdrawn(self, invitation: Invitation, owner: User, poitiers: Territory) -> None:
        url = reverse("organisations:withdraw", args=[invitation.organisation_id, invitation.pk])
        client = browser(poitiers, owner)
        assert client.post(url).status_code == 302
        status, page = self.said(invitation, make_user(INVITED))
        assert (status, "Elle a été retirée" in page) == (410, True)
        assert "déjà acceptée ou retirée" in text(client.post(url, follow=True))

    def test_expired(self, invitation: Invitation, time_machine_at: Any) -> None:
        from datetime import timedelta

        user = make_user(INVITED)
        time_machine_at((invitation.expires_at - timedelta(minutes=1)).isoformat())
        client = browser(invitation.organisation.territory, user)
        assert client.get(link(invitation)).status_code == 200
        time_machine_at((invitation.expires_at + timedelta(seconds=1)).isoformat())
        page = client.post(link(invitation))
        assert (page.status_code, "Elle valait 14 jours" in text(page)) == (410, True)
        assert not belongs(user, invitation.organisation)

    @pytest.mark.parametrize("cut", ["", "x", "abc:def:ghi"])
    def test_cut_or_made_up(self, cut: str, invitation: Invitation, poitiers: Territory) -> None:
        token = cut or tokens.make(invitation.pk)[:-4] + "AAAA"
        page = browser(poitiers, make_user()).get(reverse("organisations:invitation", args=[token]))
        assert (page.status_code, "Le lien est incomplet" in text(page)) == (404, True)

    def test_on_another_host_it_does_not_exist(self, invitation: Invitation, lille: Territory) -> None:
        assert browser(lille, make_user(INVITED)).get(link(invitation)).status_code == 404

    def test_a_newer_one_replaces_it(self, invitation: Invitation, owner: User, poitiers: Territory) -> None:
        with territory_scope(poitiers):
            newer = make_invitation(invitation.organisation, owner, INVITED, MemberRole.OWNER)
        assert self.said(invitation, make_user(INVITED))[0] == 410
        assert self.said(newer)[0] == 200


def test_a_member_is_not_invited_again(ours: Organisation, owner: User, poitiers: Territory) -> None:
    with territory_scope(poitiers), pytest.raises(ValidationError) as refusal:
        services.invite(organisation=ours, email=owner.email, role="contributor", invited_by=owner)
    assert set(refusal.value.message_dict) == {"email"}


def test_the_form_is_no_way_to_write_to_strangers(ours: Organisation, owner: User, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        for number in range(services.MOST_PENDING):
            make_invitation(ours, owner, f"personne-{number}@exemple.org")
        with pytest.raises(ValidationError):
            make_invitation(ours, owner, "une-de-trop@exemple.org")


class TestParts:
    @pytest.fixture
    def contributor(self, ours: Organisation) -> Membership:
        with territory_scope(ours.territory):
            found: Membership = Membership.objects.create(
                organisation=ours, user=make_user(), role=MemberRole.CONTRIBUTOR
            )
            return found

    def url(self, name: str, membership: Membership) -> str:
        return reverse(f"organisations:{name}", args=[membership.organisation_id, membership.pk])

    def test_a_contributor_manages_nobody(
        self, contributor: Membership, ours: Organisation, poitiers: Territory
    ) -> None:
        client = browser(poitiers, contributor.user)
        with territory_scope(poitiers):
            owner_s = Membership.objects.get(organisation=ours, role=MemberRole.OWNER)
        assert client.post(self.url("change_role", contributor), {"role": "owner"}).status_code == 403
        assert client.post(self.url("remove_member", owner_s)).status_code == 403
        assert (
            client.post(
                reverse("organisations:members", args=[ours.pk]), {"email": "a@exemple.fr", "role": "owner"}
            ).status_code
            == 403
        )
        assert client.get(self.url("remove_member", contributor)).status_code == 405

    def test_but_may_leave(self, contributor: Membership, poitiers: Territory) -> None:
        done = browser(poitiers, contributor.user).post(self.url("remove_member", contributor))
        assert done.headers["location"] == reverse("organisations:mine")
        assert not belongs(contributor.user, contributor.organisation)

    def test_the_last_manager_stays(
        self, contributor: Membership, owner: User, ours: Organisation, poitiers: Territory
    ) -> None:
        client = browser(poitiers, owner)
        with territory_scope(poitiers):
            mine = Membership.objects.get(user=owner)
        for name, data in (("remove_member", {}), ("change_role", {"role": "contributor"})):
            assert "Nommez d’abord un autre responsable" in text(client.post(self.url(name, mine), data, follow=True))
        assert client.post(self.url("change_role", contributor), {"role": "owner"}).status_code == 302
        client.post(self.url("remove_member", mine))
        assert not belongs(owner, ours)

    def test_a_member_of_another_organisation_is_404(
        self, contributor: Membership, owner: User, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            other = make_organisation(make_user())
            theirs = Membership.objects.get(organisation=other)
        client = browser(poitiers, owner)
        url = reverse("organisations:remove_member", args=[contributor.organisation_id, theirs.pk])
        assert client.post(url).status_code == 404

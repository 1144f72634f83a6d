"""Who did it and accepts to be asked: chosen by them, of the same territory, never with an address."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.plans import queries, services
from assessments.plans.models import PeerOffer
from assessments.plans.services.peers import ASKED_A_DAY, RECEIVED_A_DAY
from organisations.models import MemberRole, Membership
from outbox.models import Event
from outbox.services import deliver_due
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.plans import owned
from tests.factories.results import BEST, MIDDLING, make_result


def names(organisation: Any) -> list[str]:
    return [peer.organisation.name for peer in queries.peers_for(organisation, "EA2")]


def test_only_who_offers_and_still_has_the_best_answer_is_shown(in_poitiers: Territory, lille: Territory) -> None:
    _asks, organisation, result = owned()
    version = result.version
    owner, best, _result = owned(BEST, version=version, name="Jardins du Clain")
    _other, _silent, _result = owned(BEST, version=version, name="Silencieuse")
    assert names(organisation) == []
    services.offer_to_share(organisation=best, question="EA2", by=owner)
    assert names(organisation) == ["Jardins du Clain"]
    assert names(best) == []
    with territory_scope(lille):
        assert names(None) == []
    make_result(MIDDLING, organisation=best, author=owner, version=version)
    assert names(organisation) == []
    services.withdraw_offer(organisation=best, question="EA2")
    assert not PeerOffer.objects.exists()


def test_only_the_best_answer_may_be_offered_and_by_the_owner_alone(in_poitiers: Territory) -> None:
    owner, organisation, _result = owned()
    with pytest.raises(ValidationError):
        services.offer_to_share(organisation=organisation, question="EA2", by=owner)
    contributor = make_user()
    Membership.objects.create(organisation=organisation, user=contributor, role=MemberRole.CONTRIBUTOR)
    url = reverse("plans:share", args=[organisation.pk])
    assert visitor(contributor).post(url, {"question": "DE1"}).status_code == 404
    assert not PeerOffer.objects.exists()
    visitor(owner).post(url, {"question": "DE1"})
    assert PeerOffer.objects.get().question_code == "DE1"
    page = visitor(owner).get(reverse("plans:plan", args=[organisation.pk])).content.decode()
    assert "Trier à la source" in page
    assert "Proposé" in page
    visitor(owner).post(url, {"question": "DE1", "stop": "1"})
    assert not PeerOffer.objects.exists()


def test_a_message_goes_by_mail_and_no_address_is_shown(in_poitiers: Territory, mailoutbox: list[Any]) -> None:
    asker, organisation, result = owned(name="Menuiserie Clairbois")
    owner, best, _result = owned(BEST, version=result.version, name="Jardins du Clain")
    offer = services.offer_to_share(organisation=best, question="EA2", by=owner)
    url = reverse("plans:ask", args=[organisation.pk, offer.pk])
    client = visitor(asker)
    assert owner.email not in client.get(url).content.decode()
    refused = client.post(url, {"message": "Voyez http://exemple.fr"}).content.decode()
    assert "sans adresse web" in refused
    assert "Voyez http" in refused
    client.post(url, {"message": "Comment arrosez-vous ?"})
    deliver_due()
    (mail,) = mailoutbox
    assert mail.to == [owner.email]
    for words in ("Comment arrosez-vous ?", "Menuiserie Clairbois", "Arroser peu", asker.email):
        assert words in mail.body
    assert owner.email not in mail.body


def test_messages_are_few_a_day_and_what_was_typed_stays(in_poitiers: Territory) -> None:
    asker, organisation, result = owned()
    owner, best, _result = owned(BEST, version=result.version)
    offer = services.offer_to_share(organisation=best, question="EA2", by=owner)
    url = reverse("plans:ask", args=[organisation.pk, offer.pk])
    for _ in range(RECEIVED_A_DAY):
        assert visitor(asker).post(url, {"message": "Bonjour"}).status_code == 302
    later = visitor(asker).post(url, {"message": "Encore une question"}).content.decode()
    assert "envoyez-les demain" in later
    assert "Encore une question" in later
    assert Event.objects.filter(topic="mail").count() == RECEIVED_A_DAY < ASKED_A_DAY


def test_an_offer_that_no_longer_holds_or_of_one_s_own_is_a_404(in_poitiers: Territory) -> None:
    asker, organisation, _result = owned()
    own = PeerOffer.objects.create(organisation=organisation, question_code="DE1")
    weak = PeerOffer.objects.create(organisation=make_organisation(), question_code="DE1")
    for offer in (own, weak):
        url = reverse("plans:ask", args=[organisation.pk, offer.pk])
        assert visitor(asker).post(url, {"message": "Bonjour"}).status_code == 404
    assert not Event.objects.filter(topic="mail").exists()

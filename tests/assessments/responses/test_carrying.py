"""Taking stock again begins with what was answered, marked until it is looked at."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.frameworks.domain.document import Question
from assessments.frameworks.domain.mapping import Link
from assessments.frameworks.services import retire
from assessments.frameworks.services.maps import save_map
from assessments.responses.carrying import begin_again
from assessments.responses.evidence import add_evidence
from assessments.responses.models import Answer, Assessment, Evidence
from assessments.responses.services import attach, freeze
from organisations.models import MemberRole, Membership
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.responses import ENERGY, FIGURES, TOWN, answer, make_assessment, make_version, words

HOST = {"headers": {"host": "grand-poitiers.localhost", "accept-language": "en"}}
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"


def next_edition() -> dict[str, Any]:
    """E2 is called E9, and F1 is true of one year only."""
    energy = replace(ENERGY, questions=(ENERGY.questions[0], replace(ENERGY.questions[1], code="E9")))
    trips = FIGURES.themes[0]
    yearly = replace(trips, questions=(replace(trips.questions[0], time_bound=True), trips.questions[1]))
    return {
        "version": "2",
        "themes": (energy, replace(FIGURES, themes=(yearly, FIGURES.themes[1])), TOWN),
    }


def submitted(**facts: Any) -> Assessment:
    former = make_assessment(**facts)
    for code, text in {"E1": "b", "E2": "yes", "F1": "40", "F2": "12", "F4": "Merci"}.items():
        answer(former, code, text)
    return freeze(assessment=former)


def given(assessment: Assessment) -> dict[str, Any]:
    rows = Answer.objects.filter(assessment=assessment).order_by("question_code")
    return dict(rows.values_list("question_code", "value"))


def test_answers_come_along_through_the_map_and_say_so(in_poitiers: Territory) -> None:
    old = make_version()
    user, organisation = make_user(), make_organisation()
    former = submitted(version=old, organisation=organisation, author=user)
    before = given(former)
    new = make_version(**next_edition())
    links = [*(Link(code, code) for code in ("E1", "F1", "F2", "F4")), Link("E2", "E9"), Link("E3", "")]
    save_map(territory=in_poitiers, source=old, target=new, links=links)
    again = begin_again(former=former, author=user, territory=in_poitiers)
    assert (again.version, again.follows, again.organisation, again.is_draft) == (new, former, organisation, True)
    assert (again.kind, again.traits, again.siret) == (former.kind, former.traits, former.siret)
    assert given(again) == {"E1": "b", "E9": "yes", "F2": 12, "F4": "Merci"}  # F1 is asked again
    assert set(Answer.objects.filter(assessment=again).values_list("carried", flat=True)) == {True}
    assert given(former) == before


def test_saving_a_carried_answer_takes_the_mark_away(in_poitiers: Territory) -> None:
    again = begin_again(former=submitted(), author=None, territory=in_poitiers)
    answer(again, "E1", "b", seen=1)
    answer(again, "E2", "no", seen=1)
    kept = dict(Answer.objects.filter(assessment=again).values_list("question_code", "carried"))
    assert kept == {"E1": False, "E2": False, "F1": True, "F2": True, "F4": True}


def test_what_comes_along_is_looked_at_before_the_check_page(in_poitiers: Territory, client: Client) -> None:
    user = make_user()
    again = begin_again(former=submitted(author=user), author=user, territory=in_poitiers)
    for code, text in {"E3": "a", "F3": "b"}.items():
        answer(again, code, text)  # all has an answer now
    client.force_login(user)
    path = f"/faire-le-point/{again.pk}/"
    Assessment.objects.filter(pk=again.pk).update(position="", traits=["premises"])
    assert client.get(path, **HOST)["location"] == f"{path}theme/energie/#q-E1"
    page = client.get(f"{path}verifier/", **HOST).content.decode()
    assert "5 réponses viennent de la dernière fois" in page
    assert page.count("Reprise de votre bilan précédent") == 5
    answer(again, "E1", "b", seen=1)
    answer(again, "E2", "yes", seen=1)
    assert client.get(path, **HOST)["location"] == f"{path}theme/chiffres/#q-F1"
    for code, text in {"F1": "40", "F2": "12", "F4": "Merci"}.items():
        answer(again, code, text, seen=1)
    assert client.get(path, **HOST)["location"] == f"{path}verifier/"
    assert "Reprise de votre bilan précédent" not in client.get(f"{path}verifier/", **HOST).content.decode()


def test_twice_begins_once(in_poitiers: Territory) -> None:
    former = submitted()
    first = begin_again(former=former, author=None, territory=in_poitiers)
    assert begin_again(former=former, author=None, territory=in_poitiers) == first
    assert Assessment.objects.filter(follows=former).count() == 1


def test_a_draft_or_a_closed_questionnaire_is_refused(in_poitiers: Territory) -> None:
    draft = make_assessment()
    with pytest.raises(ValidationError):
        begin_again(former=draft, author=None, territory=in_poitiers)
    answer(draft, "E1", "b")
    former = freeze(assessment=draft)
    retire(version=former.version)
    with pytest.raises(ValidationError):
        begin_again(former=former, author=None, territory=in_poitiers)
    assert Assessment.objects.count() == 1


def test_a_piece_of_evidence_is_copied(in_poitiers: Territory) -> None:
    theme = replace(ENERGY, questions=(ENERGY.questions[0], Question("P1", "file", words("Une preuve ?"))))
    former = make_assessment(make_version(themes=(theme,), express=()))
    piece = add_evidence(assessment=former, code="P1", upload=SimpleUploadedFile("a.pdf", PDF, "application/pdf"))
    answer(former, "P1", str(piece.pk))
    again = begin_again(former=freeze(assessment=former), author=None, territory=in_poitiers)
    copy = Evidence.objects.get(assessment=again)
    assert given(again)["P1"] == str(copy.pk) != str(piece.pk)
    assert (copy.name, copy.digest) == (piece.name, piece.digest)
    assert copy.file.name != piece.file.name
    with copy.file.open("rb") as content, piece.file.open("rb") as source:
        assert content.read() == source.read()


def test_members_may_begin_again_and_nobody_else(in_poitiers: Territory, client: Client) -> None:
    owner, member = make_user(), make_user()
    organisation = make_organisation(owner)
    former = attach(assessment=submitted(author=owner), organisation=organisation)
    path = f"/faire-le-point/{former.pk}/refaire/"
    assert client.post(path, **HOST).status_code == 404
    client.force_login(member)
    assert client.post(path, **HOST).status_code == 404
    Membership.objects.create(organisation=organisation, user=member, role=MemberRole.CONTRIBUTOR)
    done = client.post(path, **HOST)
    again = Assessment.objects.get(follows=former)
    assert (done.status_code, done["location"]) == (302, f"/faire-le-point/{again.pk}/structure/")
    assert again.author == member
    assert client.get(path, **HOST).status_code == 405


def test_a_session_alone_does_not_copy_answers(in_poitiers: Territory, client: Client) -> None:
    former = submitted()
    session = client.session
    session["held"] = {str(former.pk): former.link_nonce}
    session.save()
    assert client.get(f"/faire-le-point/{former.pk}/plus-tard/", **HOST).status_code == 302
    assert client.post(f"/faire-le-point/{former.pk}/refaire/", **HOST).status_code == 404


def test_another_territory_sees_nothing(in_poitiers: Territory, lille: Territory, client: Client) -> None:
    user = make_user()
    former = submitted(author=user)
    client.force_login(user)
    host = {"headers": {"host": "lille.localhost"}}
    assert client.post(f"/faire-le-point/{former.pk}/refaire/", **host).status_code == 404
    with territory_scope(lille):
        assert not Assessment.objects.exists()

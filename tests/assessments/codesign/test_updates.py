import re
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from assessments.codesign.changes import said
from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.rows import read_rows
from territories.models import RoleName, Territory
from tests.assessments.codesign.conftest import Enter
from tests.assessments.codesign.layered import OURS, THEIRS, core, extension, next_core, publish_core


@pytest.fixture
def ours(national: Territory, in_poitiers: Territory) -> FrameworkVersion:
    return extension(publish_core(national, core()), in_poitiers)


def address(version: FrameworkVersion) -> str:
    return reverse("codesign:update", args=[version.pk])


def conflicts(client: Client, version: FrameworkVersion) -> set[str]:
    return set(re.findall(r'name="(d-[^"]+)"', client.get(address(version)).content.decode()))


def help_of(version: FrameworkVersion, code: str) -> Any:
    return next(question for question in read_rows(version).questions() if question.code == code).help


def test_nothing_to_take_is_said(ours: FrameworkVersion, enter: Enter) -> None:
    assert "Rien à prendre" in enter().get(address(ours)).content.decode()


def test_what_the_core_changes_stands_side_by_side(ours: FrameworkVersion, national: Territory, enter: Enter) -> None:
    next_core(national)
    page = enter().get(address(ours)).content.decode()
    assert f"<ins>{THEIRS['fr']}</ins>" in page
    assert re.search(r"t2q3</span></th>\s*<td colspan=\"3\"><span class=\"tag tag--warn\">Retiré", page, re.S)
    assert OURS["fr"].replace("'", "&#x27;") in page


def test_a_conflict_must_be_decided_before_a_draft_is_made(
    ours: FrameworkVersion, national: Territory, enter: Enter
) -> None:
    newer, client = next_core(national), enter()
    before = FrameworkVersion.objects.count()
    page = client.post(address(ours), {"number": "2"})
    assert page.status_code == 200
    assert "1 point attend votre décision" in page.content.decode().replace("\xa0", " ")
    assert FrameworkVersion.objects.count() == before
    (name,) = conflicts(client, ours)
    client.post(address(ours), {"number": "2", name: "mine"})
    taken = FrameworkVersion.objects.get(framework=ours.framework, number="2")
    assert (taken.status, taken.base) == ("draft", newer)
    codes = {question.code for question in read_rows(taken).questions()}
    assert "local1" in codes
    assert "t2q3" not in codes
    assert help_of(taken, "t1q1") == OURS


def test_the_core_s_words_may_be_taken(ours: FrameworkVersion, national: Territory, enter: Enter) -> None:
    next_core(national)
    client = enter()
    (name,) = conflicts(client, ours)
    client.post(address(ours), {"number": "2", name: "theirs"})
    assert help_of(FrameworkVersion.objects.get(framework=ours.framework, number="2"), "t1q1") == THEIRS


def test_a_number_that_is_taken_is_refused_with_the_decision_kept(
    ours: FrameworkVersion, national: Territory, enter: Enter
) -> None:
    next_core(national)
    client = enter()
    (name,) = conflicts(client, ours)
    page = client.post(address(ours), {"number": "1", name: "mine"}).content.decode()
    assert "notice--error" in page
    assert f'name="{name}" value="mine" checked' in page


def test_readers_look_neighbours_find_nothing(
    ours: FrameworkVersion, national: Territory, lille: Territory, enter: Enter
) -> None:
    next_core(national)
    assert enter(RoleName.READER).get(address(ours)).status_code == 200
    assert enter(RoleName.READER).post(address(ours), {"number": "2"}).status_code == 404
    assert enter(RoleName.ADMINISTRATOR, lille).get(address(ours)).status_code == 404


def test_values_are_said_as_one_reads_them() -> None:
    assert said(Fraction(1, 3)) == "1/3"
    assert said(Fraction(5, 2)) == "2,5"
    assert said(True) == "oui"
    assert said(()) == ""
    assert said({"fr": "Bonjour", "en": "Hello"}) == "Bonjour"

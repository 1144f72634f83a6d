"""Files that back up an answer of any kind: sent at once or with the page, private, a few of them, taken away."""

from typing import Any
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessments.responses import evidence
from assessments.responses.evidence import MOST_PROOFS
from assessments.responses.models import Assessment, Evidence
from assessments.responses.services import freeze
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.responses.conftest import HOST
from tests.factories.responses import answer

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def path(assessment: Assessment, rest: str) -> str:
    return f"/faire-le-point/{assessment.pk}/{rest}"


def upload(content: bytes = PDF, name: str = "facture.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def send(client: Client, assessment: Assessment, content: bytes = PDF, code: str = "E1") -> Any:
    return client.post(path(assessment, f"fichier/{code}/"), {"file": upload(content)})


def kept(territory: Territory) -> list[tuple[str, bool]]:
    with territory_scope(territory):
        return list(Evidence.objects.order_by("given_at").values_list("question_code", "is_proof"))


def test_it_is_sent_at_once_and_stands_beside_the_answer(
    visitor: Client, begun: Assessment, poitiers: Territory
) -> None:
    sent = send(visitor, begun).json()
    assert sent["name"] == "facture.pdf"
    assert kept(poitiers) == [("E1", True)]
    for page in ("theme/energie/", "verifier/"):
        assert "facture.pdf" in visitor.get(path(begun, page)).content.decode()
    given = visitor.get(sent["url"])
    assert b"".join(given.streaming_content) == PDF  # type: ignore[attr-defined]
    assert given.headers["Content-Disposition"] == 'attachment; filename="facture.pdf"'


def test_without_a_script_it_leaves_with_the_page(visitor: Client, begun: Assessment, poitiers: Territory) -> None:
    posted = {"q-E1": "a", "r-E1": "0", "p-E1": upload(), "prove": "E1"}
    page = visitor.post(path(begun, "theme/energie/"), posted)
    assert page.status_code == 200  # the page stays, with the file
    assert "facture.pdf" in page.content.decode()
    (row,) = rows(poitiers)
    again = visitor.post(path(begun, "theme/energie/"), {"q-E1": "a", "r-E1": "1", "unprove": str(row.pk)})
    assert "facture.pdf" not in again.content.decode()
    assert kept(poitiers) == []


def test_a_wrong_file_is_said_beside_the_question_and_the_answer_is_kept(
    visitor: Client, begun: Assessment, poitiers: Territory
) -> None:
    posted = {"q-E1": "a", "r-E1": "0", "p-E1": upload(b"GIF89a", "photo.gif")}
    page = visitor.post(path(begun, "theme/energie/"), posted)
    assert "PDF" in page.content.decode()
    assert kept(poitiers) == []
    assert send(visitor, begun, b"").status_code == 400


def test_five_at_most_beside_one_answer(begun: Assessment, poitiers: Territory) -> None:
    with territory_scope(poitiers):
        for _file in range(MOST_PROOFS):
            evidence.add_evidence(assessment=begun, code="E1", upload=upload(), is_proof=True)
        with pytest.raises(ValidationError, match="5"):
            evidence.add_evidence(assessment=begun, code="E1", upload=upload(), is_proof=True)
        evidence.add_evidence(assessment=begun, code="E2", upload=upload(), is_proof=True)


def test_only_who_may_open_the_answers_reads_or_removes_it(
    visitor: Client, begun: Assessment, poitiers: Territory
) -> None:
    url = send(visitor, begun).json()["url"]
    stranger = Client(headers={"host": HOST})
    assert stranger.get(url).status_code == 404
    assert stranger.post(f"{url}retirer/").status_code == 404
    assert visitor.post(path(begun, f"piece/{uuid4()}/retirer/")).status_code == 404
    assert visitor.post(f"{url}retirer/").status_code == 200
    assert kept(poitiers) == []


def test_it_survives_a_change_of_answer_and_the_submission(
    visitor: Client, begun: Assessment, poitiers: Territory
) -> None:
    url = send(visitor, begun).json()["url"]
    with territory_scope(poitiers):
        answer(begun, "E1", "a")
        answer(begun, "E1", "b", seen=1)
        freeze(assessment=begun)
    assert kept(poitiers) == [("E1", True)]
    visitor.post(f"{url}retirer/")
    assert kept(poitiers) == [("E1", True)]  # what was submitted stays as it was


def rows(territory: Territory) -> list[Evidence]:
    with territory_scope(territory):
        return list(Evidence.objects.order_by("given_at"))

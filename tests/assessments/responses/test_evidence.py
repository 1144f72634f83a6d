"""Files as answers: read for what they are, private, counted, forgotten with the answer."""

import shutil
import time
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image

from assessments.responses import evidence, files, services, uploads
from assessments.responses.models import Assessment, Evidence
from territories.models import Territory
from territories.scope import territory_scope
from tests.assessments.responses.test_answering import path, save, statements, stored
from tests.factories.responses import make_assessment

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def picture(form: str = "PNG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "navy").save(out, form, **options)
    return out.getvalue()


def bomb(side: int) -> bytes:
    """A PNG of a few bytes that says it is `side` × `side`."""
    small = bytearray(picture())
    small[16:24] = side.to_bytes(4, "big") * 2
    small[29:33] = zlib.crc32(bytes(small[12:29])).to_bytes(4, "big")
    return bytes(small)


def send(holder: Client, assessment: Assessment, content: bytes, name: str = "preuve.pdf", code: str = "WT4") -> Any:
    upload = SimpleUploadedFile(name, content, "application/octet-stream")
    return holder.post(path(assessment, f"fichier/{code}/"), {"file": upload})


def kept(assessment: Assessment) -> list[Evidence]:
    with territory_scope(assessment.territory):
        return list(Evidence.objects.filter(assessment=assessment).order_by("given_at"))


def room() -> Path:
    return Path(Evidence._meta.get_field("file").storage.location) / "evidence"


def on_disk() -> list[Path]:
    return [found for found in room().rglob("*") if found.is_file()]


@pytest.fixture(autouse=True)
def _own_room() -> None:
    shutil.rmtree(room(), ignore_errors=True)


@pytest.fixture
def sorting(holder: Client, every_kind: Assessment) -> Assessment:
    """Waste is sorted: the proof of it is asked."""
    save(holder, every_kind, "WT1", ["yes"])
    return every_kind


class TestSending:
    def test_a_file_is_kept_then_saved_as_the_answer(self, holder: Client, sorting: Assessment) -> None:
        told = send(holder, sorting, PDF, "Attestation 2026.pdf").json()
        assert told["name"] == "Attestation 2026.pdf"
        assert told["facts"].startswith("Document PDF, ")
        assert save(holder, sorting, "WT4", [told["key"]]).status_code == 200
        assert stored(sorting)["WT4"] == told["key"]
        check = holder.get(path(sorting, "verifier/")).content.decode()
        assert f'href="{told["url"]}">Attestation 2026.pdf</a>' in check
        assert (len(kept(sorting)), len(on_disk())) == (1, 1)

    def test_it_is_handed_out_to_be_saved_and_nothing_else(self, holder: Client, sorting: Assessment) -> None:
        answer = holder.get(send(holder, sorting, PDF, "<b>é.pdf").json()["url"])
        assert b"".join(answer.streaming_content) == PDF  # type: ignore[attr-defined]
        answer.close()
        assert answer["Content-Type"] == "application/pdf"
        assert answer["Content-Disposition"].startswith("attachment; ")
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]

    def test_without_a_script_it_goes_with_the_page(self, holder: Client, sorting: Assessment) -> None:
        upload = SimpleUploadedFile("preuve.pdf", PDF)
        sent = {"r-WT1": 1, "q-WT1": "yes", "r-WT4": 0, "q-WT4": "", "f-WT4": upload, "r-WT5": 0, "q-WT5=0.number": "4"}
        holder.post(path(sorting, "theme/waste/"), sent)
        (one,) = kept(sorting)
        assert stored(sorting) == {"WT1": "yes", "WT4": str(one.pk), "WT5": [{"number": 4}, {}]}
        page = holder.get(path(sorting, "theme/waste/")).content.decode()
        assert "Le remplacer par un autre fichier" in page
        again = {"r-WT1": 1, "q-WT1": "yes", "r-WT4": 1, "q-WT4": str(one.pk)}
        holder.post(path(sorting, "theme/waste/"), again)
        assert stored(sorting)["WT4"] == str(one.pk)  # posting the page again keeps it
        assert (
            "Retirer ce fichier"
            in holder.post(path(sorting, "theme/waste/"), again | {"remove": "WT4"}).content.decode()
        )
        assert stored(sorting)["WT4"] is None

    def test_a_new_file_takes_the_place_of_the_old_one(
        self, holder: Client, sorting: Assessment, django_capture_on_commit_callbacks: Any
    ) -> None:
        first, second = (send(holder, sorting, PDF, name).json()["key"] for name in ("un.pdf", "deux.pdf"))
        with django_capture_on_commit_callbacks(execute=True):
            save(holder, sorting, "WT4", [first])
            assert len(on_disk()) == 2
            save(holder, sorting, "WT4", [second], 1)
        assert [str(one.pk) for one in kept(sorting)] == [second]
        assert len(on_disk()) == 1
        with django_capture_on_commit_callbacks(execute=True):
            save(holder, sorting, "WT4", [], 2)
        assert (kept(sorting), on_disk()) == ([], [])

    def test_submitting_forgets_what_was_sent_and_left(self, holder: Client, sorting: Assessment) -> None:
        key = send(holder, sorting, PDF).json()["key"]
        send(holder, sorting, PDF, "autre.pdf")
        save(holder, sorting, "WT4", [key])
        with territory_scope(sorting.territory):
            services.freeze(assessment=sorting)
        assert [str(one.pk) for one in kept(sorting)] == [key]
        refused = send(holder, sorting, PDF)
        assert "déjà envoyé" in refused.json()["message"]
        still = holder.get(path(sorting, f"piece/{key}/"))
        assert still.status_code == 200
        still.close()

    def test_a_page_costs_the_same_whatever_the_number_of_files(self, holder: Client, sorting: Assessment) -> None:
        save(holder, sorting, "WT4", [send(holder, sorting, PDF).json()["key"]])
        holder.get(path(sorting, "theme/waste/"))  # words explained in place are read once
        counts = []
        for _ in range(2):
            with CaptureQueriesContext(connection) as queries:
                holder.get(path(sorting, "theme/waste/"))
            counts.append(len(statements(queries)))
            send(holder, sorting, PDF)
            send(holder, sorting, PDF)
        assert counts == [3, 3]


class TestPictures:
    def test_one_is_drawn_again_upright_and_bare(self, holder: Client, sorting: Assessment) -> None:
        exif = Image.Exif()
        exif[0x0112] = 6  # lying on its side
        exif.get_ifd(0x8825).update({1: "N", 2: (46.0, 34.0, 48.0), 29: "2026:01:01-SECRETPLACE"})
        came = picture("JPEG", exif=exif.tobytes())
        assert b"SECRETPLACE" in came
        told = send(holder, sorting, came + b"<script>left()</script>", "photo.jpeg").json()
        assert told["name"] == "photo.jpg"
        (found,) = on_disk()
        assert b"SECRETPLACE" not in found.read_bytes()
        assert b"script" not in found.read_bytes()
        with Image.open(found) as drawn:
            assert (drawn.size, drawn.format, dict(drawn.getexif())) == ((40, 60), "JPEG", {})

    def test_a_large_one_is_made_smaller(self, holder: Client, sorting: Assessment) -> None:
        send(holder, sorting, picture("PNG", (5000, 1000)), "plan.png")
        with Image.open(on_disk()[0]) as drawn:
            assert drawn.size == (2400, 480)

    def test_its_ending_is_that_of_what_it_is(self, holder: Client, sorting: Assessment) -> None:
        assert send(holder, sorting, picture(), "facture.pdf").json()["name"] == "facture.png"


class TestRefused:
    @pytest.mark.parametrize(
        ("content", "sentence"),
        [
            (b"", "vide"),
            (b"MZ\x90\x00 not a document", "Donnez un document PDF"),
            (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "Donnez un document PDF"),
            (b"\xff\xd8\xff\xe0 cut", "Donnez un document PDF"),
            (picture()[:-40], "Donnez un document PDF"),
            (picture("GIF"), "Donnez un document PDF"),
            (b"  " + PDF, "Donnez un document PDF"),
            (PDF[:20], "incomplet"),
            (bomb(30_000), "trop de pixels"),
            (bomb(8_000), "trop de pixels"),
            (PDF + b"\0" * files.LARGEST_FILE, "10 Mo"),
        ],
    )
    def test_in_words_and_nothing_kept(
        self, holder: Client, sorting: Assessment, content: bytes, sentence: str
    ) -> None:
        began = time.perf_counter()
        refused = send(holder, sorting, content)
        assert refused.status_code == 400
        assert sentence in refused.json()["message"]
        assert (kept(sorting), on_disk()) == ([], [])
        assert time.perf_counter() - began < 5

    def test_50_mb_beside_answers_costs_none_of_them(self, holder: Client, sorting: Assessment) -> None:
        upload = SimpleUploadedFile("film.pdf", b"%PDF-" + b"\0" * 50_000_000)
        sent = {"r-WT1": 1, "q-WT1": "yes", "r-WT5": 0, "q-WT5=0.number": "4", "r-WT4": 0, "q-WT4": "", "f-WT4": upload}
        page = holder.post(path(sorting, "theme/waste/"), sent).content.decode()
        assert "Ce fichier dépasse 10 Mo" in page
        assert stored(sorting) == {"WT1": "yes", "WT5": [{"number": 4}, {}]}
        assert "10 Mo" in send(holder, sorting, b"\0" * 50_000_000).json()["message"]

    def test_more_than_is_ever_read(self, holder: Client, sorting: Assessment, monkeypatch: Any) -> None:
        monkeypatch.setattr(uploads, "LARGEST_READ", 1_000)
        assert send(holder, sorting, PDF * 40).status_code == 400

    def test_it_wants_the_token_of_the_page(self, sorting: Assessment, holder: Client) -> None:
        strict = Client(enforce_csrf_checks=True, headers={"host": "grand-poitiers.localhost"})
        strict.cookies = holder.cookies
        assert send(strict, sorting, PDF).status_code == 403
        assert strict.post(path(sorting, "theme/waste/"), {"r-WT1": 0, "q-WT1": "no"}).status_code == 403
        assert kept(sorting) == []

    def test_a_figure_that_is_worked_out_takes_none(self, holder: Client, sorting: Assessment) -> None:
        assert send(holder, sorting, PDF, code="WT3").status_code == 404
        assert send(holder, sorting, PDF, code="NOPE").status_code == 404
        assert holder.post(path(sorting, "fichier/WT4/"), {}).status_code == 400

    def test_a_file_of_another_assessment_is_no_answer(
        self, holder: Client, sorting: Assessment, poitiers: Territory
    ) -> None:
        with territory_scope(poitiers):
            other = make_assessment(sorting.version)
            theirs = evidence.add_evidence(assessment=other, code="WT4", upload=SimpleUploadedFile("x.pdf", PDF))
        for key in (str(theirs.pk), str(uuid4())):
            refused = save(holder, sorting, "WT4", [key])
            assert (refused.status_code, refused.json()["code"]) == (400, "unknown_evidence")
        assert "WT4" not in stored(sorting)
        assert holder.get(path(sorting, f"piece/{theirs.pk}/")).status_code == 404
        assert holder.get(path(other, f"piece/{theirs.pk}/")).status_code == 404
        assert len(kept(other)) == 1

    def test_a_stranger_reads_nothing(self, holder: Client, sorting: Assessment) -> None:
        url = send(holder, sorting, PDF).json()["url"]
        stranger = Client(headers={"host": "grand-poitiers.localhost"})
        assert stranger.get(url).status_code == 404
        assert send(stranger, sorting, PDF).status_code == 404

    def test_the_room_of_an_assessment_ends(self, holder: Client, sorting: Assessment, monkeypatch: Any) -> None:
        monkeypatch.setattr(evidence, "MOST_BYTES", len(PDF) * 2)
        assert [send(holder, sorting, PDF).status_code for _ in range(3)] == [200, 200, 400]
        assert "toute la place" in send(holder, sorting, PDF).json()["message"]
        monkeypatch.setattr(evidence, "UPLOADS_AN_HOUR", 1)
        assert "Attendez une heure" in send(holder, sorting, PDF).json()["message"]


@pytest.mark.parametrize(
    "name", ["../../../x.pdf", "\u202efdp.exe", "con.pdf", "a" * 300 + ".pdf", "x\0.pdf", ".pdf", "é/ü.pdf"]
)
def test_the_name_on_disk_is_ours(name: str, holder: Client, sorting: Assessment) -> None:
    told = send(holder, sorting, PDF, name)
    assert told.status_code == 200
    (found,) = on_disk()
    assert found.name == f"{told.json()['key']}.pdf"
    assert len(told.json()["name"]) <= 120
    assert "/" not in told.json()["name"]

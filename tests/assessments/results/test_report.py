"""The PDF: asked for, drawn by a task, served to whoever may open the result."""

import re
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path
from unittest import mock

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation

from accounts.models import User
from assessments.results import pdf, queries, services
from assessments.results.models import Report, Result, State
from assessments.results.opening import open_reading
from territories.models import Territory
from tests.assessments.results.visitors import visitor
from tests.factories.accounts import make_user
from tests.factories.results import make_result

VERAPDF = settings.ROOT / "var" / "verapdf"
HOSTILE = '#panic("x") $x$ *gras* ] } "\\ <script>alert(1)</script> `'


@pytest.fixture
def author(db: None) -> User:
    return make_user()


@pytest.fixture
def result(in_poitiers: Territory, author: User) -> Result:
    return make_result(author=author)


def drawn(result: Result, language: str = "fr") -> bytes:
    with translation.override(language):
        return pdf.render(open_reading(queries.with_all().get(pk=result.pk)), language)


def words(content: bytes, tmp_path: Path) -> str:
    """The text of a PDF, by poppler."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed: apt-get install poppler-utils")
    path = tmp_path / "report.pdf"
    path.write_bytes(content)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
    return re.sub(r"\s+", " ", text)


def test_asking_draws_the_file_and_the_page_hands_it_out(
    result: Result, author: User, django_capture_on_commit_callbacks
) -> None:
    client, address = visitor(author), reverse("results:report", args=[result.pk])
    assert client.get(address).status_code == 302
    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(address).url == address  # type: ignore[attr-defined]
    html = client.get(address).content.decode()
    assert "Votre rapport est prêt" in html
    file = client.get(reverse("results:report_file", args=[result.pk]))
    assert file["Content-Type"] == "application/pdf"
    assert f'filename="resultat-{result.printed_code}.pdf"' in file["Content-Disposition"]
    assert b"".join(file.streaming_content).startswith(b"%PDF-")  # type: ignore[attr-defined]


def test_the_file_lies_outside_the_public_media(result: Result) -> None:
    report = services.ask_report(result=result, language="fr")
    services.draw(report_id=report.pk)
    report.refresh_from_db()
    assert settings.MEDIA_ROOT not in Path(report.file.path).parents
    with pytest.raises(ValueError):
        _ = report.file.url


def test_progress_is_shown_as_a_page_and_as_a_fragment(result: Result, author: User) -> None:
    services.ask_report(result=result, language="fr")
    client, address = visitor(author), reverse("results:report", args=[result.pk])
    whole, fragment = (client.get(url).content.decode() for url in (address, f"{address}?etat"))
    assert "<progress" in whole
    assert "Voir où il en est" in whole
    assert "<html" not in fragment
    assert "attend son tour" in fragment
    assert "data-done" not in fragment
    assert client.get(reverse("results:report_file", args=[result.pk])).status_code == 302


def test_a_failure_is_kept_said_and_may_be_tried_again(result: Result, author: User) -> None:
    report = services.ask_report(result=result, language="fr")
    with mock.patch("assessments.results.pdf.render", side_effect=OSError), pytest.raises(OSError):
        services.draw(report_id=report.pk)
    report.refresh_from_db()
    assert report.state == State.FAILED
    html = visitor(author).get(reverse("results:report", args=[result.pk])).content.decode()
    assert "Demander à nouveau" in html
    assert services.ask_report(result=result, language="fr").state == State.QUEUED


def test_a_lost_task_is_noticed(result: Result, author: User) -> None:
    report = services.ask_report(result=result, language="fr")
    Report.objects.filter(pk=report.pk).update(asked_at=timezone.now() - services.LATE - timedelta(seconds=1))
    assert "Demander à nouveau" in visitor(author).get(reverse("results:report", args=[result.pk])).content.decode()
    assert not services.is_late(services.ask_report(result=result, language="fr"))


def test_a_report_is_drawn_once(result: Result) -> None:
    report = services.ask_report(result=result, language="fr")
    services.draw(report_id=report.pk)
    with mock.patch("assessments.results.pdf.render") as render:
        services.draw(report_id=report.pk)
        assert services.ask_report(result=result, language="fr").state == State.READY
    assert not render.called


def test_the_report_says_what_the_page_says(result: Result, tmp_path: Path) -> None:
    text = words(drawn(result), tmp_path)
    for expected in (
        "Je progresse",
        "Niveau 3 sur 5",
        "54 points sur 100",
        "Menuiserie Clairbois",
        "Trier à la source",
        "Arroser peu",
        "3 sur 4",
        result.printed_code,
        f"/resultats/verifier/{result.printed_code}/",
        "Référentiel d’essai, 2026.1",
    ):
        assert expected in text


def test_it_is_tagged_titled_and_in_its_language(result: Result) -> None:
    content = drawn(result)
    assert b"/MarkInfo" in content
    assert b"/Lang (fr)" in content or b"/Lang(fr)" in content
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert "Résultat de Menuiserie Clairbois · Grand Poitiers".encode() in content
    assert b"/Lang (en)" in drawn(result, "en") or b"/Lang(en)" in drawn(result, "en")


def test_what_users_write_is_never_markup(in_poitiers: Territory, tmp_path: Path) -> None:
    text = words(drawn(make_result(organisation_name=HOSTILE)), tmp_path)
    assert re.sub(r"\s+", "", HOSTILE) in re.sub(r"\s+", "", text)


def test_a_report_of_too_few_answers_and_of_nothing(in_poitiers: Territory, tmp_path: Path) -> None:
    assert "À compléter" in words(drawn(make_result({"EN1": "c3"})), tmp_path)
    assert "Pas encore de points" in words(drawn(make_result({"EN1": "unknown"})), tmp_path)


@pytest.mark.services
def test_verapdf_accepts_it(in_poitiers: Territory, author: User, tmp_path: Path) -> None:
    """PDF/UA-1, checked by the reference checker: see deploy/services/verapdf/."""
    if not list(VERAPDF.glob("greenfield-apps-*.jar")):
        pytest.skip("veraPDF is not fetched: run deploy/services/verapdf/fetch.sh")
    if shutil.which("java") is None:
        pytest.skip("Java is not installed: veraPDF needs it")
    make_result({"EN1": "c1"}, author=author)
    results = [
        make_result(author=author, organisation_name=HOSTILE),
        make_result({"EN1": "c1"}),
        make_result(mode="express"),
    ]
    paths = []
    for number, result in enumerate(results):
        paths.append(tmp_path / f"{number}.pdf")
        paths[-1].write_bytes(drawn(result))
    command = ["java", "-cp", f"{VERAPDF}/*", "org.verapdf.apps.GreenfieldCliWrapper", "--flavour", "ua1", *paths]
    report = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    assert report.count('isCompliant="true"') == len(paths), report

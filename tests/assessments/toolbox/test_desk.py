"""The team's resources: lists, forms, acts, reports, files."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from assessments.toolbox.models import Reason, ReportState, Resource, ResourceImport, ResourceReport
from assessments.toolbox.services import reports, uses
from assessments.toolbox.services.counting import count
from territories.models import Territory
from territories.scope import territory_scope
from tests.factories.accounts import make_user
from tests.factories.organisations import make_organisation
from tests.factories.results import make_version
from tests.factories.territories import make_agent
from tests.factories.toolbox import make_resource

LIST, IMPORTS = reverse("toolbox_desk:list"), reverse("toolbox_desk:imports")


@pytest.fixture
def here(in_poitiers: Territory, national: Territory) -> Territory:
    make_version(national)
    return in_poitiers


def enter(territory: Territory, role: str = "animator") -> Client:
    client = Client(headers={"host": territory.host})
    client.force_login(make_agent(territory, role), backend="django.contrib.auth.backends.ModelBackend")
    return client


GIVEN = {
    "title": "Prime vélo", "kind": "aid", "summary": "Pour acheter des vélos.", "origin": "Ville",
    "themes": ["energy"], "kinds": ["company"], "sizes": ["10-19", "20-49"], "sections": ["C"], "naf": "56.10A",
    "departements": "Vienne", "communes": "Poitiers", "micro": "no", "deadline": "2027-12-31", "url": "exemple.fr",
    "cost": "Gratuit",
}  # fmt: skip


def test_an_animator_writes_a_resource_without_a_code_to_type(here: Territory) -> None:
    client = enter(here)
    answer = client.post(reverse("toolbox_desk:create"), GIVEN)
    resource = Resource.objects.get()
    assert answer.url == reverse("toolbox_desk:detail", args=[resource.pk])
    assert (resource.code, resource.territory, resource.url) == ("prime-velo", here, "https://exemple.fr")
    assert resource.eligibility == {
        "kinds": ["company"],
        "sizes": ["10-19", "20-49"],
        "naf": ["56.10A", "C"],
        "areas": ["commune:86194", "departement:86"],
        "micro": "no",
    }
    edit = reverse("toolbox_desk:edit", args=[resource.pk])
    shown = client.get(edit).context["form"].initial
    assert client.post(edit, {**GIVEN, "title": "Prime vélo 2"}).status_code == 302
    resource.refresh_from_db()
    assert resource.title["fr"] == "Prime vélo 2"
    assert (shown["naf"], shown["sections"], shown["departements"]) == ("56.10A", ["C"], "86")
    client.post(reverse("toolbox_desk:create"), GIVEN)
    assert sorted(Resource.objects.values_list("code", flat=True)) == ["prime-velo", "prime-velo-2"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"least": "50", "most": "10"}, "most"),
        ({"sizes": ["1-9"], "least": "100"}, "sizes"),
        ({"sections": ["C"], "naf": "", "not_naf": "C"}, "not_naf"),
        ({"micro": "only", "sizes": [], "least": "20"}, "micro"),
        ({"opens_on": "2028-01-01"}, "deadline"),
        ({"departements": "Narnia"}, "departements"),
        ({"communes": "Saint-Denis"}, "communes"),
        ({"naf": "99"}, None),
        ({"naf": "00.00Z"}, "naf"),
        ({"url": "javascript:alert(1)"}, "url"),
        ({"title": ""}, "title"),
        ({"questions": "NOPE"}, "questions"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(
    here: Territory, change: dict[str, Any], field: str | None
) -> None:
    answer = enter(here).post(reverse("toolbox_desk:create"), GIVEN | change)
    if field is None:
        assert answer.status_code == 302
        return
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == [field]
    assert "Pour acheter des vélos." in answer.content.decode()
    assert not Resource.objects.exists()


def test_a_territory_writes_its_own_rows_only(here: Territory, national: Territory) -> None:
    with territory_scope(national):
        above = make_resource("Nationale")
    client = enter(here)
    page = client.get(reverse("toolbox_desk:detail", args=[above.pk]))
    assert page.status_code == 200
    assert client.get(reverse("toolbox_desk:edit", args=[above.pk])).status_code == 404
    assert client.post(reverse("toolbox_desk:act", args=[above.pk]), {"act": "suspendre"}).status_code == 404
    assert "Nationale" not in client.get(LIST).content.decode()
    assert "Nationale" in client.get(f"{LIST}?qui=above").content.decode()


def test_who_reads_does_not_write(here: Territory) -> None:
    resource = make_resource()
    client = enter(here, "reader")
    assert client.get(LIST).status_code == 200
    assert client.get(reverse("toolbox_desk:detail", args=[resource.pk])).status_code == 200
    for address in (reverse("toolbox_desk:create"), reverse("toolbox_desk:edit", args=[resource.pk]), IMPORTS):
        assert client.get(address).status_code == 403
    assert client.post(reverse("toolbox_desk:act", args=[resource.pk]), {"act": "retirer"}).status_code == 403


def test_what_comes_with_a_catalogue_is_suspended_or_checked_never_edited(here: Territory) -> None:
    resource = make_resource(source="tee-programs", source_id="x")
    client, act = enter(here), reverse("toolbox_desk:act", args=[resource.pk])
    assert client.get(reverse("toolbox_desk:edit", args=[resource.pk])).status_code == 404
    assert client.post(act, {"act": "retirer"}).status_code == 404
    client.post(act, {"act": "suspendre"})
    client.post(act, {"act": "verifier"})
    resource.refresh_from_db()
    assert (resource.suspended, resource.checked_on) == (True, timezone.localdate())


def test_acts_on_a_resource(here: Territory) -> None:
    today = timezone.localdate()
    kept = make_resource(review_by=today - timedelta(days=1))
    client, act = enter(here), reverse("toolbox_desk:act", args=[kept.pk])
    client.post(act, {"act": "verifier"})
    kept.refresh_from_db()
    assert (kept.checked_on, kept.review_by) == (today, None)
    uses.use(resource=kept, organisation=make_organisation(), state="kept", user=make_user())
    client.post(act, {"act": "retirer"})
    kept.refresh_from_db()
    assert kept.retired_on == today
    client.post(act, {"act": "remettre"})
    kept.refresh_from_db()
    assert kept.retired_on is None
    free = make_resource()
    assert client.post(reverse("toolbox_desk:act", args=[free.pk]), {"act": "retirer"}).url == LIST
    assert not Resource.objects.filter(pk=free.pk).exists()
    assert client.post(act, {"act": "nonsense"}).status_code == 404


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["bientot", "finie", "relire", "suspendue"]),
        ("?etat=stale", ["relire"]),
        ("?etat=soon", ["bientot"]),
        ("?etat=over", ["finie"]),
        ("?etat=suspended", ["suspendue"]),
        ("?etat=retired", ["retiree"]),
        ("?etat=reported", ["relire"]),
        ("?q=bientôt", ["bientot"]),
        ("?type=guide", ["suspendue"]),
        ("?etat=x&type=y&qui=z", ["bientot", "finie", "relire", "suspendue"]),
    ],
)
def test_the_list_shows_what_calls_for_work(here: Territory, query: str, expected: list[str]) -> None:
    today = timezone.localdate()
    stale = make_resource(code="relire", review_by=today)
    make_resource("Bientôt", code="bientot", deadline=today + timedelta(days=5))
    make_resource(code="finie", deadline=date(2020, 1, 1))
    make_resource(code="suspendue", suspended=True, kind="guide")
    make_resource(code="retiree", retired_on=today)
    reports.report(resource=stale, territory=here, reason=Reason.STALE)
    page = enter(here, "reader").get(LIST + query)
    assert [row.code for row, _figures in page.context["rows"]] == expected


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same(here: Territory, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        make_resource()
    client = enter(here, "reader")
    client.get(LIST)
    with django_assert_num_queries(8):
        client.get(LIST)


@pytest.mark.parametrize("number", [1, 3])
def test_the_reports_cost_the_same(here: Territory, number: int, django_assert_num_queries: Any) -> None:
    for _ in range(number):
        reports.report(resource=make_resource(), territory=here, reason=Reason.STALE)
    client = enter(here, "reader")
    client.get(reverse("toolbox_desk:reports"))
    with django_assert_num_queries(5):
        client.get(reverse("toolbox_desk:reports"))


def test_a_report_is_settled_once(here: Territory) -> None:
    report = reports.report(resource=make_resource("Prime"), territory=here, reason=Reason.WRONG, note="C’est 20 %")
    client = enter(here)
    page = client.get(reverse("toolbox_desk:reports")).content.decode()
    assert "C’est 20" in page
    client.post(reverse("toolbox_desk:settle", args=[report.pk]))
    settled = ResourceReport.objects.get()
    assert settled.state == ReportState.SETTLED
    first = settled.settled_by
    enter(here).post(reverse("toolbox_desk:settle", args=[report.pk]))
    assert ResourceReport.objects.get().settled_by == first
    assert "C’est 20" in client.get(reverse("toolbox_desk:reports") + "?regles").content.decode()


def test_use_is_told_by_month(here: Territory) -> None:
    resource = make_resource("Prime")
    count(territory=here, resources=[resource.pk], what="opened")
    count(territory=here, resources=[resource.pk], what="opened")
    count(territory=here, resources=[resource.pk], what="shown")
    page = enter(here, "reader").get(reverse("toolbox_desk:usage"))
    (month,) = page.context["months"]
    assert (month["opened"], month["shown"], month["kept"]) == (2, 1, 0)
    assert "Prime" in page.content.decode()


def give(client: Client, data: bytes, name: str = "aides.csv") -> Any:
    return client.post(IMPORTS, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_file_is_tried_applied_and_undone(here: Territory) -> None:
    client = enter(here)
    page = give(client, "Titre;Date limite\nPrime;31/12/2027\nAutre;31/02/2027\n".encode("cp1252"))
    owner = ResourceImport.objects.get()
    assert not Resource.objects.exists()
    assert "31/02/2027" in page.content.decode()
    rejects = client.get(reverse("toolbox_desk:import_rejects", args=[owner.pk]))
    lines = b"".join(rejects.streaming_content).decode().splitlines()
    assert len(lines) == 2
    assert lines[1].startswith("3;Date limite;")
    client.post(reverse("toolbox_desk:import_apply", args=[owner.pk]))
    assert Resource.objects.get().title == {"fr": "Prime"}
    assert client.get(reverse("toolbox_desk:import", args=[owner.pk])).status_code == 200
    client.post(reverse("toolbox_desk:import_undo", args=[owner.pk]))
    assert not Resource.objects.exists()
    assert client.get(reverse("toolbox_desk:import", args=[owner.pk])).status_code == 200
    assert client.post(reverse("toolbox_desk:import_apply", args=[owner.pk]), follow=True).status_code == 200
    assert not Resource.objects.exists()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"\x89PNG\r\n", b"", b"PK\x03\x04", b"a;b\n1;2\n", b"[1, 2"])
def test_a_file_that_is_none_is_refused_in_words(here: Territory, data: bytes) -> None:
    answer = give(enter(here), data)
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"]
    assert not ResourceImport.objects.exists()


def test_what_is_taken_out_is_read_back_the_same(here: Territory) -> None:
    client = enter(here)
    client.post(reverse("toolbox_desk:create"), GIVEN)
    make_resource("=cmd()", code="formule", cost={"fr": "+33"})
    out = client.get(reverse("toolbox_desk:export"))
    table = b"".join(out.streaming_content)
    assert b"'=cmd()" in table
    Resource.objects.filter(code="formule").delete()
    owner_page = give(client, b"\n".join(line for line in table.splitlines() if b"formule" not in line))
    assert owner_page.context["owner"].counts == {"unchanged": 1}


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_template_is_read_by_the_import(here: Territory, form: str) -> None:
    client = enter(here)
    answer = client.get(reverse("toolbox_desk:template", args=[form]))
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = give(client, data, f"modele.{form}")
    assert page.context["owner"].counts == {"created": 1}, page.context["lines"]
    assert client.get("/bureau/ressources/imports/modele.exe").status_code == 404

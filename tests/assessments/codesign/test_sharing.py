import json
from dataclasses import replace
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from assessments.codesign.services.sharing import share
from assessments.frameworks.domain.document import Document
from assessments.frameworks.domain.files import read_bytes
from assessments.frameworks.models import FrameworkVersion, Pack
from assessments.frameworks.rows import read_rows
from assessments.frameworks.services import import_document, publish
from territories.models import RoleName, Territory
from territories.scope import territory_scope
from tests.assessments.codesign.conftest import Enter
from tests.factories.frameworks import simple_document

LICENCE = "Licence Ouverte 2.0"


def theirs(lille: Territory, sharing: str, code: str = "lillois", version: str = "1") -> FrameworkVersion:
    document: Document = replace(
        simple_document(code=code, version=version), licence=LICENCE, title={"fr": f"Référentiel {code}", "en": code}
    )
    with territory_scope(lille):
        made = publish(version=import_document(document=document, territory=lille))
        return share(version=made, sharing=sharing)


def test_a_draft_is_shared_with_nobody_and_the_public_needs_a_licence(
    draft: FrameworkVersion, in_poitiers: Territory
) -> None:
    for sharing in ("territories", "public"):
        with pytest.raises(ValidationError):
            share(version=draft, sharing=sharing)
    published = publish(version=draft)
    with pytest.raises(ValidationError):
        share(version=published, sharing="public")
    assert share(version=published, sharing="territories").sharing == "territories"


def test_only_administrators_share(draft: FrameworkVersion, enter: Enter) -> None:
    published = publish(version=draft)
    address = reverse("codesign:sharing", args=[published.pk])
    assert enter().post(address, {"sharing": "territories"}).status_code == 404
    client = enter(RoleName.ADMINISTRATOR)
    client.post(address, {"sharing": "territories"})
    published.refresh_from_db()
    assert published.sharing == "territories"
    page = client.post(address, {"sharing": "public"})
    assert page.status_code == 200, page.headers
    assert "licence" in page.content.decode()
    published.refresh_from_db()
    assert published.sharing == "territories"


@pytest.mark.parametrize("sharing", ["territories", "public"])
def test_another_s_framework_is_copied_with_its_origin(sharing: str, lille: Territory, enter: Enter) -> None:
    source, client = theirs(lille, sharing), enter()
    assert "Référentiel lillois" in client.get(reverse("codesign:library")).content.decode()
    address = reverse("codesign:fork", args=[source.pk])
    assert LICENCE in client.get(address).content.decode()
    client.post(address, {"code": "le-notre", "number": "1"})
    copy = FrameworkVersion.objects.get(framework__code="le-notre")
    assert (copy.forked_from_id, copy.status) == (source.pk, "draft")
    assert [q.code for q in read_rows(copy).questions()] == [f"t{t}q{q}" for t in (1, 2) for q in (1, 2, 3)]
    again = client.post(address, {"code": "le-notre", "number": "1"})
    assert again.status_code == 200
    assert "notice--error" in again.content.decode()


def test_what_is_private_or_a_draft_is_nowhere(lille: Territory, national: Territory, enter: Enter) -> None:
    private = theirs(lille, "private")
    with territory_scope(lille):
        hidden = import_document(document=replace(simple_document(code="brouillon"), licence=LICENCE), territory=lille)
    reader = enter("", national)
    for version in (private, hidden):
        assert enter().get(reverse("codesign:fork", args=[version.pk])).status_code == 404
        assert reader.get(reverse("codesign:reader", args=[version.pk])).status_code == 404
        assert reader.get(reverse("codesign:download", args=[version.pk, "yaml"])).status_code == 404
    for page in (enter().get(reverse("codesign:library")), reader.get(reverse("codesign:public"))):
        assert "lillois" not in page.content.decode()


def test_shared_with_territories_is_not_public(lille: Territory, national: Territory, enter: Enter) -> None:
    version, reader = theirs(lille, "territories"), enter("", national)
    assert "lillois" not in reader.get(reverse("codesign:public")).content.decode()
    assert reader.get(reverse("codesign:reader", args=[version.pk])).status_code == 404


def test_a_public_framework_is_read_and_taken_as_files_on_the_portal(
    lille: Territory, national: Territory, enter: Enter
) -> None:
    version, reader = theirs(lille, "public"), enter("", national)
    assert "Référentiel lillois" in reader.get(reverse("codesign:public")).content.decode()
    page = reader.get(reverse("codesign:reader", args=[version.pk])).content.decode()
    for words in (LICENCE, "Question t2q3", "Étape 4", "Métropole européenne de Lille, Référentiel lillois, version 1"):
        assert words in page
    with territory_scope(lille):
        document = read_rows(version)
    for form in ("yaml", "json", "xlsx"):
        file = reader.get(reverse("codesign:download", args=[version.pk, form]))
        assert f'filename="lillois-1.{form}"' in file.headers["Content-Disposition"]
        assert read_bytes(file.content, f"x.{form}").document == document
    assert json.loads(reader.get(reverse("codesign:download", args=[version.pk, "json"])).content)
    assert reader.get(reverse("codesign:download", args=[version.pk, "exe"])).status_code == 404


def test_a_territory_s_host_leads_to_the_portal(lille: Territory, enter: Enter) -> None:
    version = theirs(lille, "public")
    for name, arguments in (("public", []), ("reader", [version.pk]), ("download", [version.pk, "yaml"])):
        path = reverse(f"codesign:{name}", args=arguments)
        assert enter("").get(path).headers["Location"] == f"http://localhost{path}"


def test_what_changed_upstream_is_told_while_it_is_shared(lille: Territory, enter: Enter) -> None:
    source, client = theirs(lille, "territories"), enter()
    client.post(reverse("codesign:fork", args=[source.pk]), {"code": "le-notre", "number": "1"})
    copy = FrameworkVersion.objects.get(framework__code="le-notre")
    address = reverse("codesign:upstream", args=[copy.pk])
    assert "Rien de nouveau" in client.get(address).content.decode()
    changed = replace(simple_document(code="lillois", version="2"), licence=LICENCE)
    with territory_scope(lille):
        first = replace(changed.themes[0], title={"fr": "Thème renommé", "en": "Renamed"})
        made = import_document(document=replace(changed, themes=(first, changed.themes[1])), territory=lille)
        newer = publish(version=made)
    assert "Thème renommé" not in client.get(address).content.decode()  # published, and not shared yet
    with territory_scope(lille):
        share(version=newer, sharing="territories")
    assert "<ins>Thème renommé</ins>" in client.get(address).content.decode()


def test_a_pack_is_made_offered_taken_and_withdrawn(national: Territory, in_poitiers: Territory, enter: Enter) -> None:
    with territory_scope(national):
        versions = [
            publish(version=import_document(document=simple_document(code=code), territory=national))
            for code in ("eau", "air")
        ]
    team, ours = enter(RoleName.ADMINISTRATOR, national), enter()
    made = {"title": "Premiers pas", "description": "Pour débuter", "versions": [one.pk for one in versions]}
    assert enter(RoleName.ADMINISTRATOR).post(reverse("codesign:make_pack"), made).status_code == 404
    team.post(reverse("codesign:make_pack"), made)
    pack = Pack.objects.get()
    assert "Premiers pas" not in ours.get(reverse("codesign:library")).content.decode()
    assert ours.post(reverse("codesign:take_pack", args=[pack.pk])).status_code == 404
    team.post(reverse("codesign:offer_pack", args=[pack.pk]))
    assert "Premiers pas" in ours.get(reverse("codesign:library")).content.decode()
    ours.post(reverse("codesign:take_pack", args=[pack.pk]))
    ours.post(reverse("codesign:take_pack", args=[pack.pk]))
    drafts = FrameworkVersion.objects.filter(framework__territory=in_poitiers).order_by("pk")
    assert [(one.base, one.status) for one in drafts] == [(version, "draft") for version in versions]
    assert enter(RoleName.ADMINISTRATOR).post(reverse("codesign:offer_pack", args=[pack.pk])).status_code == 404
    team.post(reverse("codesign:offer_pack", args=[pack.pk]), {"withdraw": "1"})
    assert "Premiers pas" not in ours.get(reverse("codesign:library")).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_cost_the_same_however_long(
    count: int, lille: Territory, national: Territory, enter: Enter, django_assert_num_queries: Any
) -> None:
    for n in range(count):
        theirs(lille, "public", code=f"r{n}")
    client, reader = enter(), enter("", national)
    client.get(reverse("codesign:library"))
    with django_assert_num_queries(5):
        client.get(reverse("codesign:library"))
    with django_assert_num_queries(2):
        reader.get(reverse("codesign:public"))

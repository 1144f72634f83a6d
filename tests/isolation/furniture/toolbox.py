"""A resource that everyone reads, and what the team alone sees of it: a report, a file brought in."""

from typing import Any

from assessments.toolbox.models import Reason, Resource
from assessments.toolbox.services import imports, reports


def furnish(space: Any) -> None:
    resource = Resource(
        territory=space.territory,
        code=f"resource-{space.tag.lower()}",
        kind="aid",
        title={"fr": f"{space.public}-resource"},
        summary={"fr": f"{space.public}-resource"},
        origin=space.public,
        url="https://exemple.fr/",
        themes=["t1"],
    )
    resource.full_clean()
    resource.save()
    space.more["resource"] = resource
    space.more["resource_report"] = reports.report(
        resource=resource, territory=space.territory, reason=Reason.STALE, note=f"{space.secret}-report"
    )
    space.more["resource_import"] = imports.begin(
        territory=space.territory,
        name=f"{space.secret}-import.csv",
        data=f"Titre\n{space.secret}-row\n".encode(),
        user=space.people["animator"],
    )


def _resource(space: Any) -> int:
    return int(space.more["resource"].pk)


ARGUMENTS: dict[tuple[str, str], Any] = {
    ("toolbox", "pk"): _resource,
    ("toolbox:for_result", "pk"): lambda space: space.result.pk,
    ("toolbox:use", "pk"): lambda space: space.result.pk,
    ("toolbox:use", "resource"): _resource,
    ("toolbox:for_organisation", "pk"): lambda space: space.organisation.pk,
    ("toolbox_desk", "pk"): _resource,
    ("toolbox_desk:settle", "report"): lambda space: space.more["resource_report"].pk,
    ("toolbox_desk:template", "form"): lambda space: "csv",
    **{
        (f"toolbox_desk:{name}", "pk"): lambda space: space.more["resource_import"].pk
        for name in ("import", "import_apply", "import_undo", "import_rejects")
    },
}

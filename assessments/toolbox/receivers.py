from uuid import UUID

from assessments.frameworks.models import FrameworkVersion
from assessments.frameworks.plan import compile_version
from assessments.toolbox.linking import link_resources
from assessments.toolbox.services import imports
from outbox.models import Event
from outbox.registry import receives


@receives("framework_published")
def bring_its_resources(event: Event) -> None:
    """Its measures and guides become resources of its territory; of a version retired meanwhile, nothing."""
    version = FrameworkVersion.objects.select_related("framework__territory").get(pk=event.payload["version"])
    if version.status == FrameworkVersion.Status.PUBLISHED:
        link_resources(territory=version.framework.territory, document=compile_version(version).document)


@receives(imports.DUE, io=True)  # it keeps its progress itself, chunk by chunk
def go_on_with_import(event: Event) -> None:
    imports.go_on(import_id=UUID(event.payload["import"]))

"""What can help an organisation move, what was made of it, and what people say of it."""

from .imports import Form, ImportLine, ImportState, Outcome, ResourceImport
from .resource import Effort, Kind, Resource, ResourceLink
from .stamp import CatalogueStamp
from .usage import Reason, ReportState, ResourceReport, ResourceUse, UsageCount, UseState

__all__ = [
    "CatalogueStamp",
    "Effort",
    "Form",
    "ImportLine",
    "ImportState",
    "Kind",
    "Outcome",
    "Reason",
    "ReportState",
    "Resource",
    "ResourceImport",
    "ResourceLink",
    "ResourceReport",
    "ResourceUse",
    "UsageCount",
    "UseState",
]

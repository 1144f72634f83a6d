"""What can help an organisation move, what was made of it, and what people say of it."""

from .resource import Effort, Kind, Resource, ResourceLink
from .stamp import CatalogueStamp
from .usage import Reason, ReportState, ResourceReport, ResourceUse, UsageCount, UseState

__all__ = [
    "CatalogueStamp",
    "Effort",
    "Kind",
    "Reason",
    "ReportState",
    "Resource",
    "ResourceLink",
    "ResourceReport",
    "ResourceUse",
    "UsageCount",
    "UseState",
]

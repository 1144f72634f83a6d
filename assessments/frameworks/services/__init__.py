"""Writes: import, start from another framework, change a draft, publish, retire."""

from assessments.frameworks.domain.merge import Unsettled
from assessments.frameworks.services.importing import SHIPPED, import_document, import_file, install_shipped
from assessments.frameworks.services.layers import extend, fork, new_draft, take_update, update_of
from assessments.frameworks.services.publishing import publish, retire, to_draft, to_review
from assessments.frameworks.services.refusals import AlreadyPublished, BrokenLimits, NotADraft, UnsoundFramework
from assessments.frameworks.services.storing import replace_document

__all__ = [
    "SHIPPED",
    "AlreadyPublished",
    "BrokenLimits",
    "NotADraft",
    "Unsettled",
    "UnsoundFramework",
    "extend",
    "fork",
    "import_document",
    "import_file",
    "install_shipped",
    "new_draft",
    "publish",
    "replace_document",
    "retire",
    "take_update",
    "to_draft",
    "to_review",
    "update_of",
]

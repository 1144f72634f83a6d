"""Frameworks as they are kept: one row by version, theme, question, choice… frozen once published.

Texts are JSON maps of language to text (`core.text.pick` chooses). Figures are exact, kept as text.
"""

from assessments.frameworks.freezing import Immutable
from assessments.frameworks.models.framework import Framework, FrameworkVersion
from assessments.frameworks.models.maps import MapLink, VersionMap
from assessments.frameworks.models.packs import Pack
from assessments.frameworks.models.parts import (
    Band,
    Choice,
    LegalNote,
    Level,
    LevelWording,
    LinkedResource,
    Question,
    Term,
    Theme,
    Trait,
)

__all__ = [
    "Band",
    "Choice",
    "Framework",
    "FrameworkVersion",
    "Immutable",
    "LegalNote",
    "Level",
    "LevelWording",
    "LinkedResource",
    "MapLink",
    "Pack",
    "Question",
    "Term",
    "Theme",
    "Trait",
    "VersionMap",
]

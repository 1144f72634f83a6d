"""A file of resources: begun (tried on the whole), applied, undone. Big ones go through the outbox."""

from assessments.toolbox.services.imports.applying import apply
from assessments.toolbox.services.imports.beginning import DUE, begin, go_on
from assessments.toolbox.services.imports.undoing import undo

__all__ = ["DUE", "apply", "begin", "go_on", "undo"]

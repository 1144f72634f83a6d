from .coherence import coherence
from .condition import condition
from .exchange import export, load
from .history import history, undo
from .life import extend, new_draft, publish, retire, review
from .node import change_kind, node, theme
from .preview import preview
from .settings import settings
from .shelf import frameworks
from .tree import act, tree

__all__ = [
    "act",
    "change_kind",
    "coherence",
    "condition",
    "export",
    "extend",
    "frameworks",
    "history",
    "load",
    "new_draft",
    "node",
    "preview",
    "publish",
    "retire",
    "review",
    "settings",
    "theme",
    "tree",
    "undo",
]

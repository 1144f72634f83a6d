from .condition import condition
from .history import history, undo
from .node import change_kind, node, theme
from .shelf import frameworks
from .tree import act, tree

__all__ = ["act", "change_kind", "condition", "frameworks", "history", "node", "theme", "tree", "undo"]

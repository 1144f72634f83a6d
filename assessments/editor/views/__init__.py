from .history import history, undo
from .node import node, theme
from .shelf import frameworks
from .tree import act, tree

__all__ = ["act", "frameworks", "history", "node", "theme", "tree", "undo"]

from .node import node, theme
from .shelf import frameworks
from .tree import tree

__all__ = ["frameworks", "node", "theme", "tree"]

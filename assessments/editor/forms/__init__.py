from .acts import ActForm
from .node import NodeForm

__all__ = ["ActForm", "NodeForm"]

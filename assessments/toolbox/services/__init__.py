"""Writes: the catalogue that the project ships, files brought in, edits of the team, what people make of resources."""

from assessments.toolbox.services.catalogue import install_shipped

__all__ = ["install_shipped"]

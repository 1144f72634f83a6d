"""The communes of France and the areas above them, as facts shipped in `data/` (see `data/README.md`)."""

"""The living gallery at /ui/: every family of components, its rule, and invented content to fill it."""

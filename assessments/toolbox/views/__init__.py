"""Load, ask permission, call one verb."""

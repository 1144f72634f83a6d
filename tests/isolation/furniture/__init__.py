"""What each app adds to the two territories of the matrix: one module an app, found by itself.

A module gives `furnish(space)`, which makes rows in the open scope and keeps them in `space.more[name]`, and
`ARGUMENTS`, {(namespace or full view name, argument): space → value}, as BY_ARGUMENT of routes.py. Secrets carry
`space.secret`, what everyone may read `space.public`.
"""

import pkgutil
from importlib import import_module
from typing import Any


def apps() -> list[Any]:
    """The modules, in the order of their names."""
    return [import_module(f"{__name__}.{found.name}") for found in pkgutil.iter_modules(__path__)]


def arguments() -> dict[tuple[str, str], Any]:
    return {key: give for app in apps() for key, give in app.ARGUMENTS.items()}

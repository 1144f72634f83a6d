from tests.e2e.conftest import bare_site, spaces  # noqa: F401  (fixtures, found by name)

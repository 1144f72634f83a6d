"""The guards of tests/guards.py and config/settings/test.py do guard."""

import socket

import pytest
from django.core.cache import cache
from django.template import Context, Engine, Origin, Template
from django.template.loader import get_template
from wagtail.models import Locale, Page, Site

from config.settings.test import UnknownVariable, is_ours
from territories.models import Commune
from tests.conftest import make_commune


def test_an_unknown_variable_in_a_template_of_ours_fails() -> None:
    with pytest.raises(NameError, match="missing"):
        Template("{{ missing }}").render(Context())
    with pytest.raises(NameError, match="missing"):
        Template("{{ missing.thing|upper }}").render(Context())
    with pytest.raises(NameError, match="name"):
        Template("{% blocktranslate %}Hello {{ name }}{% endblocktranslate %}").render(Context())
    assert Template("{% if missing %}a{% else %}b{% endif %}").render(Context()) == "b"


def test_in_a_library_s_template_it_is_the_usual_empty_text() -> None:
    import wagtail

    origin = Origin(f"{wagtail.__path__[0]}/templates/x.html")
    text = "{{ missing }}{{ missing|default:'x' }}{% blocktranslate %}-{{ name }}-{% endblocktranslate %}"
    engine = get_template("ui/errors/unknown_host.html").template.engine  # type: ignore[attr-defined]
    assert isinstance(engine, Engine)
    assert isinstance(engine.string_if_invalid, UnknownVariable)
    assert Template(text, origin=origin, engine=engine).render(Context()) == "x--"


def test_which_templates_are_ours() -> None:
    import allauth
    import django

    assert is_ours(str(get_template("ui/errors/unknown_host.html").origin))  # type: ignore[attr-defined]
    for library in (allauth, django):
        assert not is_ours(f"{library.__path__[0]}/templates/a.html")


def test_rows_without_an_order_come_in_any_order(db: None) -> None:
    for n in range(8):
        make_commune(f"{n:05}", f"C{n}")
    seen = {tuple(Commune.objects.order_by().values_list("code", flat=True)) for _ in range(6)}
    assert len(seen) > 1
    ordered = {tuple(Commune.objects.order_by("code").values_list("code", flat=True)) for _ in range(6)}
    assert len(ordered) == 1


def test_counts_unions_and_subqueries_still_work(db: None) -> None:
    make_commune("00001", "A")
    bare = Commune.objects.order_by()
    assert bare.count() == 1
    assert bare.exists()
    assert bare.union(bare, all=True).count() == 2
    assert bare.filter(pk__in=bare.values("pk")).get().name == "A"
    assert bare.values("departement").distinct().count() == 1
    assert bare.update(name="B") == 1
    bare.delete()
    assert not bare.exists()


def test_the_network_is_closed_but_this_machine_is_open() -> None:
    with pytest.raises(RuntimeError, match="no network"):
        socket.create_connection(("example.org", 80), timeout=1)
    with socket.socket() as talker, pytest.raises(RuntimeError, match="no network"):
        talker.connect(("192.0.2.1", 80))
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname(), timeout=1).close()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("run", [1, 2])
def test_a_transactional_test_leaves_the_rows_of_the_migrations(run: int) -> None:
    assert Page.objects.filter(depth=1).count() == 1
    assert Locale.objects.count() == 1
    Site.objects.all().delete()
    Page.objects.filter(depth=1).delete()
    Locale.objects.all().delete()


@pytest.mark.parametrize("run", [1, 2])
def test_a_cache_starts_empty(run: int) -> None:
    assert cache.get("left-behind") is None
    cache.set("left-behind", run)

"""What an editor may choose among, read when the form is shown."""

from django.apps import apps

from assessments.frameworks.plan import compile_version
from assessments.frameworks.queries import NoFramework, current_version
from core.text import pick
from territories.scope import active_territory


def theme_choices() -> list[tuple[str, str]]:
    """The themes of the questionnaire in use: (code, title). None while none is published."""
    try:
        document = compile_version(current_version(active_territory())).document
    except NoFramework:
        return []
    return [(theme.code, pick(theme.title)) for theme in document.themes]


def sheet_choices() -> list[tuple[str, str]]:
    """The published sheets that this territory sees, its own and the inherited ones: (code, title)."""
    model = apps.get_model("learning", "SheetPage")
    return [(sheet.code, sheet.title) for sheet in model.visible()]

"""Django's forms in the look: label, hint, control, then error; errors gathered at the top with links."""

from typing import NamedTuple

from django.forms import BaseForm, BoundField, CheckboxInput, MultiWidget, RadioSelect
from django.forms.renderers import TemplatesSetting
from django.utils.translation import gettext_noop

REWORDED = (
    gettext_noop("This field is required."),
    gettext_noop("Enter a valid email address."),
    gettext_noop("Enter a valid value."),
    gettext_noop("Enter a valid date."),
    gettext_noop("Enter a whole number."),
    gettext_noop("Enter a number."),
    gettext_noop("Select a valid choice. That choice is not one of the available choices."),
    gettext_noop("Select a valid choice. %(value)s is not one of the available choices."),
)
"""Django's own messages that our French catalogue says otherwise: what to do, never "invalide"."""


class Renderer(TemplatesSetting):
    """Set as FORM_RENDERER: `{{ form }}` and `{{ field.as_field_group }}` come out in the look."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"


class FieldError(NamedTuple):
    """`href` is "#id" of the control to correct, "" for an error of the whole form."""

    href: str
    label: str
    message: str


def errors_of(form: BaseForm) -> list[FieldError]:
    """The errors of a bound form, in the order of its fields, those of the whole form first."""
    found = [FieldError("", "", str(message)) for message in form.non_field_errors()]
    for field in form:
        target = "" if field.is_hidden else f"#{first_control(field)}"
        found += [FieldError(target, str(field.label), str(message)) for message in field.errors]
    return found


def first_control(field: BoundField) -> str:
    """The id of the first thing to focus in a field: a group of radios or check boxes has none of its own."""
    widget = field.field.widget
    several = isinstance(widget, RadioSelect | MultiWidget)
    return f"{field.auto_id}_0" if several else field.auto_id


def shape(field: BoundField) -> str:
    """How field.html lays a control out: "group" (radios, check boxes), "check" (one box), "fieldset", "control"."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "check"
    return "fieldset" if widget.use_fieldset else "control"

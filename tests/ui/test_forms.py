"""Forms come out in the look: label, hint, control, then error, each tied to the next."""

import pytest
from django import forms
from django.template import engines

from ui.forms import errors_of


class Visit(forms.Form):
    email = forms.EmailField(label="Adresse", help_text="Pour vous répondre.")
    note = forms.CharField(label="Un mot", required=False)
    kind = forms.ChoiceField(label="Sorte", choices=[("a", "Une"), ("b", "Deux")], widget=forms.RadioSelect)
    agreed = forms.BooleanField(label="D’accord", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> None:
        if self.data.get("note") == "refuse":
            raise forms.ValidationError("Tout est à revoir.")


def rendered(form: forms.Form, text: str = "{{ form }}") -> str:
    return engines["django"].from_string(text).render({"form": form})


def test_label_hint_and_control_are_tied() -> None:
    html = rendered(Visit())
    assert '<label for="id_email">Adresse</label>' in html
    assert '<p class="hint" id="id_email_helptext">Pour vous répondre.</p>' in html
    assert 'aria-describedby="id_email_helptext"' in html
    assert html.index("</label>") < html.index("id_email_helptext") < html.index("<input")


def test_only_the_optional_ones_say_so() -> None:
    html = rendered(Visit())
    assert html.count("(facultatif)") == 1
    assert "Un mot <span" in html


def test_radios_are_a_group_with_a_legend() -> None:
    html = rendered(Visit())
    assert '<fieldset class="field">' in html
    assert "<legend>Sorte</legend>" in html
    assert html.count('<label class="choice"') == 2
    assert 'for="id_kind_1"' in html


def test_a_hidden_field_is_there_without_a_label() -> None:
    html = rendered(Visit())
    assert html.count('type="hidden"') == 1
    assert "Token" not in html


def test_an_error_is_said_at_the_top_and_at_the_field() -> None:
    html = rendered(Visit({"email": "x"}))
    assert "Il reste 2 réponses à corriger" in html
    assert '<a href="#id_email">Adresse\u00a0: Écrivez une adresse e-mail complète' in html
    assert '<a href="#id_kind_0">Sorte\u00a0: Il manque votre réponse.</a>' in html
    assert 'aria-invalid="true"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert html.index("<input") < html.index('id="id_email_error"')


def test_the_summary_stands_once_wherever_the_page_puts_it() -> None:
    html = rendered(Visit({}), '{% include "ui/forms/errors.html" %}<hr>{{ form }}')
    assert html.count('role="alert"') == 1
    assert html.index('role="alert"') < html.index("<hr>")


def test_an_error_of_the_whole_form_is_in_the_summary() -> None:
    form = Visit({"email": "a@b.fr", "kind": "a", "note": "refuse"})
    assert [error.message for error in errors_of(form)] == ["Tout est à revoir."]
    assert "Il reste 1 réponse à corriger" in rendered(form)


@pytest.mark.parametrize(
    ("data", "prefix"), [(None, ""), ({}, "Erreur\u00a0: "), ({"email": "a@b.fr", "kind": "a"}, "")]
)
def test_the_title_of_a_refused_page_says_error(data: dict[str, str] | None, prefix: str) -> None:
    assert rendered(Visit(data), "{% title_prefix form %}") == prefix


def test_words_of_a_person_are_escaped() -> None:
    html = rendered(Visit({"email": '"><script>alert(1)</script>', "kind": "<b>"}))
    assert "<script>" not in html
    assert "<b>" not in html

"""What the tree sends: one act at a time."""

from typing import Any

from django import forms

from assessments.editor.domain import acts
from assessments.editor.domain.operations import Operation, Refused
from assessments.frameworks.domain.document import Document

ACTS = (
    "up", "down", "move", "rename", "hide", "show", "remove", "add_question", "add_theme",
)  # fmt: skip
LONGEST_TITLE = 2000


class ActForm(forms.Form):
    """`act` on `node` called `code`. `operations()` says what it does to a document."""

    act = forms.ChoiceField(choices=[(act, act) for act in ACTS])
    node = forms.ChoiceField(choices=[(node, node) for node in ("theme", "question")], required=False)
    code = forms.CharField(required=False, max_length=255)
    parent = forms.CharField(required=False, max_length=255)
    position = forms.IntegerField(required=False, min_value=0)
    new_code = forms.CharField(required=False, max_length=120)

    def __init__(self, *args: Any, languages: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for name in ("title", "seen", "question"):
            for language in languages:
                self.fields[f"{name}_{language}"] = forms.CharField(required=False, max_length=LONGEST_TITLE)

    def texts(self, name: str) -> dict[str, str]:
        """The texts typed, by language, empty ones left out."""
        typed = {language: self.cleaned_data[f"{name}_{language}"].strip() for language in self.languages}
        return {language: text for language, text in typed.items() if text}

    def operations(self, document: Document) -> tuple[Operation, ...]:
        """Raises Refused."""
        data = self.cleaned_data
        node, code = data["node"], data["code"]
        match data["act"]:
            case "up":
                return (acts.shift(document, node, code, -1),)
            case "down":
                return (acts.shift(document, node, code, 1),)
            case "move":
                return (acts.relocation(document, node, code, data["parent"], data["position"]),)
            case "rename":
                return (acts.changing(node, code, "title", self.texts("seen"), self.texts("title")),)
            case "hide" | "show":
                return (acts.setting(document, node, code, "hidden", data["act"] == "hide"),)
            case "remove":
                return acts.removal(document, node, code)
            case "add_question":
                return (self._new_question(document),)
            case "add_theme":
                return (self._new_theme(document),)
        raise Refused("bad_operation")

    def _new_question(self, document: Document) -> Operation:
        data = self.cleaned_data
        code = data["new_code"].strip() or acts.next_code(document, "question", data["parent"])
        return acts.addition(document, acts.new_question(document, code, self._title("title")), data["parent"])

    def _new_theme(self, document: Document) -> Operation:
        data = self.cleaned_data
        code = data["new_code"].strip() or acts.next_code(document, "theme", data["parent"])
        theme = acts.new_theme(document, code, self._title("title"), self._title("question"))
        return acts.addition(document, theme, data["parent"])

    def _title(self, name: str) -> dict[str, str]:
        """In every language, the first one typed where a translation is missing: it is then marked as to do."""
        typed = self.texts(name)
        if not typed:
            raise Refused("no_title")
        first = next(iter(typed.values()))
        return {language: typed.get(language, first) for language in self.languages}

"""What an attacker types where a name is asked, and how to see whether a page took it for markup."""

from html.parser import HTMLParser

MARK = "xsscanary"
"""In every payload, so that a page that does not show it at all is seen too."""
PAYLOADS = {
    "element": f'"><{MARK} onclick=alert(1)>',
    "image": f"'><img src={MARK} onerror=alert(1)>",
    "svg": f"<svg/onload=alert(1)>{MARK}",
    "script": f"</script><script>alert('{MARK}')</script>",
    "text area": f"</textarea></title><img src={MARK} onerror=alert(1)>",
    "attribute": f'{MARK}" autofocus onfocus="alert(1)" x="',
    "comment": f"--><{MARK} onclick=alert(1)><!--",
    "template": "{{ 7|add:7 }}{% debug %}{{ settings.SECRET_KEY }}" + MARK,
    "entity": f"&lt;{MARK} onclick=alert(1)&gt;&#60;img onerror=alert(1)&#62;",
    "scheme": f"javascript:alert('{MARK}')",
    "typst": f'#read("report.typ") #panic("{MARK}") $x$ \\ `] }} "',
}


class Reader(HTMLParser):
    """What a browser would act on, and the text that a person reads."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.words += [value for value in said.values() if value]
        if MARK in tag or any(name.startswith("on") or MARK in name for name in said):
            self.faults.append(f"<{tag} {said}>")
        if tag == "img" and MARK in (said.get("src") or ""):
            self.faults.append(f"<{tag} {said}>")
        if any((said.get(name) or "").strip().lower().startswith("javascript:") for name in ("href", "src", "action")):
            self.faults.append(f"<{tag} {said}>")
        if tag == "script" and "src" not in said and said.get("type") != "application/json":
            self.faults.append("<script>")

    def handle_comment(self, data: str) -> None:
        if MARK in data:
            self.faults.append(f"<!--{data}-->")

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def says(self, payload: str) -> bool:
        """Whether the whole payload stands there as text, changed in nothing but its spaces."""
        return "".join(payload.split()) in "".join("".join(self.words).split())

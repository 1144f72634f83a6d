"""Driving a page by the keys alone, and looking at where the focus is at each step."""

from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

MOST = 120  # tabs before one gives up

LOOK = """
wanted => {
  const here = document.activeElement;
  const ring = one => {
    const style = getComputedStyle(one);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const line = here.closest("label");
  const place = here.getBoundingClientRect();
  const bar = document.querySelector(".savebar");
  const hit = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
  const covered = Boolean(hit && bar && bar.contains(hit) && !bar.contains(here));
  const backwards = here.compareDocumentPosition(window.before ?? document.body) & Node.DOCUMENT_POSITION_FOLLOWING;
  const whole = here === document.body || here === document.documentElement;
  if (!whole) window.before = here;
  return {
    there: here === wanted,
    whole,
    name: here.outerHTML.slice(0, 120),
    visible: ring(here) || (line !== null && ring(line)),
    inSight: !covered && place.bottom > 0 && place.top < innerHeight && place.right > 0,
    backwards: Boolean(backwards) && !whole && !here.matches(".skip"), // after the end comes the beginning
  };
}
"""


@dataclass
class Keys:
    """`faults`: each stop of the focus that could not be seen, or that went against the reading order."""

    page: Page
    faults: list[str] = field(default_factory=list)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def leave(self, key: str = "Enter") -> None:
        """Press what opens another page, and wait for it."""
        with self.page.expect_navigation():
            self.page.keyboard.press(key)

    def tab_to(self, wanted: Locator) -> None:
        """Press Tab until `wanted` has the focus."""
        target = wanted.element_handle()
        for _ in range(MOST):
            self.press("Tab")
            if self._look(target)["there"]:
                return
        raise AssertionError(f"no Tab leads to {wanted}")

    def _look(self, target: Any) -> dict[str, Any]:
        seen: dict[str, Any] = self.page.evaluate(LOOK, target)
        if seen["whole"]:  # between the end of the page and its beginning
            return seen
        for fault in ("no ring", "out of sight", "backwards"):
            if {"no ring": not seen["visible"], "out of sight": not seen["inSight"], "backwards": seen["backwards"]}[
                fault
            ]:
                self.faults.append(f"{fault}: {seen['name']} on {self.page.url}")
        return seen

    def type(self, wanted: Locator, text: str) -> None:
        self.tab_to(wanted)
        self.page.keyboard.type(text)

    def choose(self, group: Locator, place: int) -> None:
        """In a group of radios that has no answer yet, the one at `place`, from 0."""
        self.tab_to(group.get_by_role("radio").first)
        self.press("Space", *["ArrowDown"] * place)

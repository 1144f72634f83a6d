"""What an automatic eye finds on a page: axe, sideways scroll, text too small in drawings."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser import DESK, PHONE

ALL = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
COLOURS = {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]}
"""What night changes: nothing else depends on the colours."""
VIEWS = ((PHONE, "light", ALL), (PHONE, "dark", COLOURS), (DESK, "light", ALL), (DESK, "dark", COLOURS))
NARROW = {"width": 320, "height": 640}
LEAST = 11  # pixels: the smallest text of a drawing on a phone

SMALL_TEXTS = """
least => [...document.querySelectorAll("main svg text")].filter(text => {
  const scale = text.getScreenCTM()?.a ?? 1;
  return text.getClientRects().length && parseFloat(getComputedStyle(text).fontSize) * scale < least - 0.1;
}).map(text => text.textContent.trim())
"""
WIDEST = """
() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return null;
  const out = [...document.querySelectorAll("main *, header *, footer *")]
    .find(one => one.getBoundingClientRect().right > width + 1 && !one.closest(".scroll, svg"));
  return `${document.documentElement.scrollWidth} px: ${out?.outerHTML.slice(0, 160)}`;
}
"""


def violations(page: Page) -> list[str]:
    """In light and dark, on a phone and on a desk. The page needs a context that bypasses the content policy."""
    page.evaluate(AXE_SCRIPT)
    found: dict[str, None] = {}
    for viewport, scheme, options in VIEWS:
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
        report: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
        for fault in report["violations"]:
            for node in fault["nodes"]:
                where = f"{viewport['width']} {scheme}"
                found[f"{fault['id']} ({where}): {node['html'][:200]} {node['failureSummary'][:300]}"] = None
    page.emulate_media(color_scheme="light")
    return list(found)


def overflows(page: Page) -> list[str]:
    """What scrolls sideways at 320 px, and at 390 px with the text twice as large."""
    found = []
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    if out := page.evaluate(WIDEST):
        found.append(f"at 320 px: {out}")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    if small := page.evaluate(SMALL_TEXTS, LEAST):
        found.append(f"too small in a drawing: {small}")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    if out := page.evaluate(WIDEST):
        found.append(f"at 200 % text: {out}")
    page.evaluate("document.documentElement.style.fontSize = ''")
    return found

"""An address as a QR code, drawn for screens: black on white whatever the theme of the page."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M  # type: ignore[import-untyped]
from qrcode.main import QRCode  # type: ignore[import-untyped]

QUIET = 4
"""Modules left white around the code: phones need them (ISO/IEC 18004)."""


def qr_svg(address: str, label: str) -> SafeString:
    code = QRCode(border=QUIET, error_correction=ERROR_CORRECT_M)
    code.add_data(address)
    rows = code.get_matrix()
    dark = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, module in enumerate(row) if module)
    drawn = (
        '<svg class="qr" viewBox="0 0 {0} {0}" width="220" height="220" role="img" aria-label="{1}" '
        'shape-rendering="crispEdges"><rect width="{0}" height="{0}" fill="#fff"/><path fill="#000" d="{2}"/></svg>'
    )
    return format_html(drawn, len(rows), label, dark)

"""Draws what a terminal shows as an SVG picture, for pages that cannot run the program."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

CHARACTER_PX = 8.4
LINE_PX = 20
MARGIN_PX = 20
BACKGROUND, FOREGROUND = "#1b1f27", "#d7dae0"
STYLES = {
    "1": "font-weight:bold",
    "2": "fill:#8b93a1",
    "31": "fill:#f07178",
    "32": "fill:#9bd067",
    "33": "fill:#e8c468",
}
_PIECE = re.compile(r"\x1b\[([\d;]+)m|([^\x1b]+)")


def draw_terminal(lines: list[str]) -> str:
    """An SVG of lines of text with ANSI colours."""
    width = max(len(_PIECE.sub(lambda piece: piece[2] or "", line)) for line in lines) * CHARACTER_PX + 2 * MARGIN_PX
    height = len(lines) * LINE_PX + 2 * MARGIN_PX
    drawn = "\n".join(_line(number, line) for number, line in enumerate(lines) if line)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:.0f}" height="{height}" role="img" '
        f'font-family="Consolas, Menlo, DejaVu Sans Mono, monospace" font-size="14" xml:space="preserve">\n'
        f'<rect width="100%" height="100%" rx="8" fill="{BACKGROUND}"/>\n'
        f'<g fill="{FOREGROUND}">\n{drawn}\n</g>\n</svg>\n'
    )


def _line(number: int, line: str) -> str:
    baseline = MARGIN_PX + LINE_PX * (number + 0.7)
    return f'<text y="{baseline:.0f}">{"".join(_pieces(line))}</text>'


def _pieces(line: str) -> Iterator[str]:
    """Each run of one style, at its own column, so that no font can shift the columns."""
    styles: list[str] = []
    column = 0
    for codes, text in _PIECE.findall(line):
        if codes:
            styles = [] if codes == "0" else [*styles, *(STYLES[code] for code in codes.split(";") if code in STYLES)]
            continue
        attribute = f' style="{";".join(styles)}"' if styles else ""
        for word in re.finditer(r"\S+(?: \S+)*", text):
            left = MARGIN_PX + (column + word.start()) * CHARACTER_PX
            length = len(word[0]) * CHARACTER_PX
            yield f'<tspan x="{left:.1f}" textLength="{length:.1f}"{attribute}>{escape(word[0], quote=False)}</tspan>'
        column += len(text)

"""The ratios as bars, drawn by us: a library would be one more dependency for ten lines."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

_LEFT, _WIDTH, _LINE = 330, 560, 26


def draw_ratios(rows: Sequence[tuple[str, float]]) -> str:
    """Draw a bar for each name and ratio, and a line where Hugo stands."""
    widest = max([1.0, *(ratio for _, ratio in rows)]) * 1.1
    scale = _WIDTH / widest
    height = len(rows) * _LINE + 30
    size = (
        f'width="{_LEFT + _WIDTH + 60}" height="{height}" font-family="sans-serif" font-size="13"'
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size}>',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for rank, (name, ratio) in enumerate(rows):
        top = rank * _LINE + 8
        parts.append(
            f'<text x="{_LEFT - 8}" y="{top + 14}" text-anchor="end">{escape(name)}</text>'
            f'<rect x="{_LEFT}" y="{top}" width="{ratio * scale:.1f}" height="18" fill="#0b4f4a"/>'
            f'<text x="{_LEFT + ratio * scale + 5:.1f}" y="{top + 14}">{ratio:.2f}</text>'
        )
    hugo = _LEFT + scale
    parts.append(
        f'<path d="M{hugo:.1f} 0V{height - 18}" stroke="#c60" stroke-dasharray="4 3"/>'
        f'<text x="{hugo:.1f}" y="{height - 4}" text-anchor="middle">Hugo</text></svg>\n'
    )
    return "\n".join(parts)

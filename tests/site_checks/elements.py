"""How many elements a page has: what old phones feel, and what ecological ratings count."""

from html.parser import HTMLParser
from pathlib import Path


class _Counter(HTMLParser):
    elements = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count one element more."""
        del tag, attrs
        self.elements += 1


def count_elements(page: Path) -> int:
    """Return the number of elements written in an HTML file, html, head and body included."""
    counter = _Counter()
    counter.feed(page.read_text(encoding="utf-8"))
    return counter.elements

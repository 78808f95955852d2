"""What a validator says about a place in a built site."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Finding:
    """One error; `file` is relative to the site, lines and columns count from 1."""

    file: str
    line: int
    column: int
    rule: str
    message: str

    def __str__(self) -> str:
        """Return the finding as editors' tools read it: `file:line:column: rule: message`."""
        return f"{self.file}:{self.line}:{self.column}: {self.rule}: {self.message}"


class ValidatorError(Exception):
    """A validator did not do its work, so that nothing is known about the site."""


def require_pages(site: Path) -> None:
    """Raise ValidatorError when there is no page under `site`: nothing to check is not success."""
    if next(site.rglob("*.html"), None) is None:
        raise ValidatorError(f"no HTML page under {site}")

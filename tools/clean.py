"""`python -m tools.clean`: removes the built site, the one before it and caches, if they are ours."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from msap.errors import Refusal
from msap.own_folders import require_no_link, require_own, working_beside
from msap.verify.published import is_site

ROOT = Path(__file__).resolve().parents[1]
_SITES = ("output", ".output.before")
_CACHES = (".cache/compressed", ".mypy_cache", ".ruff_cache", ".pytest_cache")
_ADVICE = "Retirez-le vous-même s’il ne sert plus."
_BUSY = "Une construction est en cours : attendez sa fin."


def clean(root: Path) -> list[str]:
    """Remove what is known as ours; return in French why something stays."""
    stays = []
    with working_beside(root / _SITES[0], _BUSY):
        for name in (*_SITES, *_CACHES):
            folder = root / name
            try:
                require_no_link(folder, root, _ADVICE)
                require_own(folder, is_site if name in _SITES else _is_cache, _ADVICE)
            except Refusal as refusal:
                stays.append(str(refusal))
            else:
                shutil.rmtree(folder, ignore_errors=True)
    return stays


def _is_cache(folder: Path) -> bool:
    """Return whether a folder says of itself that it holds copies (https://bford.info/cachedir/)."""
    return (folder / "CACHEDIR.TAG").is_file()


def main() -> int:
    """Clean this project; returns 1 when something stays."""
    try:
        stays = clean(ROOT)
    except Refusal as refusal:
        stays = [str(refusal)]
    print("\n".join(stays), file=sys.stderr)
    return 1 if stays else 0


if __name__ == "__main__":
    sys.exit(main())

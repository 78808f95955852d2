"""Settings of every build; `publishconf.py` adds those of the published site."""

import os
from datetime import UTC, datetime
from pathlib import Path

from jinja2 import StrictUndefined

MSAP_ROOT = str(Path(__file__).resolve().parent)
MSAP_RECORDS = str(Path(MSAP_ROOT, "data", "msap"))
_now = datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
MSAP_TODAY = (
    _now.date() if "SOURCE_DATE_EPOCH" in os.environ else datetime.now(tz=UTC).astimezone().date()
).isoformat()

SITENAME = "Maisons de services au public"
SITEURL = ""
PATH = str(Path(MSAP_ROOT, "content"))
OUTPUT_PATH = str(Path(MSAP_ROOT, "output"))
THEME = str(Path(MSAP_ROOT, "theme"))
THEME_STATIC_PATHS: list[str] = []
TIMEZONE = "Europe/Paris"
DEFAULT_LANG = "fr"

# A tile server for the maps, which then learns who looks at what: docs/maps.md.
MSAP_TILES: dict[str, str | int] | None = None

# False: browsers no longer keep the pages they opened, and erase those they kept: docs/offline.md.
MSAP_OFFLINE = True

PLUGIN_PATHS = [str(Path(MSAP_ROOT, "plugins"))]
PLUGINS = ["msap.build.pelican_plugin"]
JINJA_ENVIRONMENT = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": [],
    # A build reads each template once: looking again at every include costs a tenth of it.
    "auto_reload": False,
}

# Our generator makes every page; Pelican's own would publish unchecked files.
ARTICLE_PATHS: list[str] = []
PAGE_PATHS: list[str] = []
STATIC_PATHS: list[str] = []
DIRECT_TEMPLATES: list[str] = []
AUTHOR_SAVE_AS = CATEGORY_SAVE_AS = TAG_SAVE_AS = ARCHIVES_SAVE_AS = ""
FEED_ALL_ATOM = FEED_ALL_RSS = CATEGORY_FEED_ATOM = None
AUTHOR_FEED_ATOM = AUTHOR_FEED_RSS = TRANSLATION_FEED_ATOM = None
DELETE_OUTPUT_DIRECTORY = False

"""The directory of the maisons de services au public: text → records → derived facts → files."""

import os

# Looking for plugins of pydantic, it would read what every installed package says of itself.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")

__version__ = "1.0.0"

"""What the project and its tests call by name is found, also where set-up has unpacked it."""

import os

from tools.setup.programs import search_path

os.environ["PATH"] = search_path()

"""What scripts and Python both know is the same: every filter has its answer in the list's script."""

import json
import re
from pathlib import Path

from msap.publish.listing.filters import FILTERS
from tests.scripts import bundle_script, run_node


def test_every_filter_has_an_answer(tmp_path: Path) -> None:
    """A filter that Python alone knows would break the page of results, and one more is of no use."""
    script = bundle_script(Path(__file__).with_name("filter_names.mjs"), tmp_path)
    assert sorted(json.loads(run_node(script))) == sorted(FILTERS)


def test_every_choice_offered_is_of_a_known_filter(mini_site: Path) -> None:
    """The page of results reads from its address the filters of that list, and no other."""
    page = (mini_site / "recherche/index.html").read_text(encoding="utf-8")
    offered = set(re.findall(r'<input type="checkbox" name="([^"]+)"', page))
    assert offered
    assert offered <= set(FILTERS)

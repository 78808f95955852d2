"""How much a page does at once, counted in points on a map and not by a clock.

A page that cuts its work by the clock is given one that goes by work: each coordinate read and each
point projected takes it further by the same amount, on every machine and at every load.
"""

from playwright.sync_api import BrowserContext, Page

_COUNTED_CLOCK = """{
  const COST = 0.05; // milliseconds for each, as on a slow phone
  let done = 0;
  let before = 0;
  const counted = (work) => (...given) => ((done += 1), work(...given));
  globalThis.isNaN = counted(isNaN);
  Math.log = counted(Math.log);
  const start = Date.now();
  performance.now = () => done * COST;
  globalThis.Date = class extends Date {
    constructor(...given) { super(...(given.length ? given : [start + done * COST])); }
    static now() { return start + done * COST; }
  };
  globalThis.slices = () => { slices.ended.push(done - before); before = done; return slices.ended; };
  slices.ended = [];
  const later = setTimeout;
  globalThis.setTimeout = (work, ...rest) => later(() => { slices(); work(); }, ...rest);
}"""


def count_slices(context: BrowserContext) -> None:
    """Make the pages that this context will open count their work."""
    context.add_init_script(_COUNTED_CLOCK)


def slices_of(page: Page) -> list[int]:
    """Return how many points were worked on between two moments when the browser may draw."""
    found: list[int] = page.evaluate("slices()")
    return found

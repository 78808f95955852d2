"""Steps of the tests without a connection: what is kept, and pages opened with it and without."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Page, Response

from tests.browser.site_server import ServedSite

CREUSE, AHUN, GUERET = "departements/23-creuse/", "lieux/ahun/", "lieux/gueret/"
OFFLINE = "hors-connexion.html"
INSTALLED = """async (worker) => {
  await navigator.serviceWorker.register(worker);
  await navigator.serviceWorker.ready;
}"""
KEPT = """async ([base, part]) => {
  const name = (await caches.keys()).find((one) => one.startsWith(`msap ${base} ${part}`));
  if (!name) return null;
  const cache = await caches.open(name);
  return (await cache.keys()).map((one) => one.url.slice(location.origin.length + base.length));
}"""
FRESH = """async ([address, key]) => {
  for (let turn = 0; turn < 1200; turn++) {
    const page = await caches.match(address);
    const text = page && (await page.text());
    if (text && (!key || text.includes(key))) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return false;
}"""
UPDATED = """async () => {
  const registration = await navigator.serviceWorker.getRegistration();
  await registration.update();
  const { promise, resolve } = Promise.withResolvers();
  const look = () =>
    registration.installing || registration.waiting || registration.active.state !== "activated"
      ? setTimeout(look, 20)
      : resolve();
  look();
  await promise;
}"""
MARKS = """() => [
  document.documentElement.dataset.page ?? "a",
  document.documentElement.dataset.script ?? "a",
  getComputedStyle(document.documentElement).getPropertyValue("--release").trim() || "a",
]"""


def base_of(site: ServedSite) -> str:
    """Return the path the site stands under."""
    return "/" + site.url.split("/", 3)[3]


def kept(page: Page, site: ServedSite, part: str = "pages") -> list[str] | None:
    """Return the addresses kept in this browser, None when it has no cache of the site."""
    found: list[str] | None = page.evaluate(KEPT, [base_of(site), part])
    return found


def install(page: Page, site: ServedSite) -> Page:
    """Install the worker at once, as the page's own script does a few seconds later."""
    page.evaluate(INSTALLED, f"{base_of(site)}worker.js")
    return page


def update(page: Page) -> None:
    """Look for a new worker and wait until it is at work."""
    page.evaluate(UPDATED)


def visit(page: Page, site: ServedSite, address: str, words: str = "") -> Page:
    """Open a page online and wait until it is kept, in the release that has these words."""
    page.goto(site.url + address)
    assert page.evaluate(FRESH, [base_of(site) + address, words]), address
    return page


def go(page: Page, site: ServedSite, address: str) -> Response:
    """Open a page whatever the connection, and give what was answered."""
    answer = page.goto(site.url + address)
    assert answer
    return answer


def disconnect(page: Page) -> BrowserContext:
    """Cut the browser off, its workers too."""
    page.context.set_offline(offline=True)
    return page.context

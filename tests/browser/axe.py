"""axe-core on a page: the rules of WCAG 2.2 A and AA, with its answers in French."""

import json

from playwright.sync_api import Page

from tests.projects import ROOT

AXE = ROOT / "node_modules/axe-core"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def find_violations(page: Page) -> list[str]:
    """Return one line for each element that breaks a rule; an empty list is a page without fault.

    The scripts run outside the page's security policy, which forbids adding script elements.
    Raises ValueError on a page opened without JavaScript, where axe would wait for ever.
    """
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        raise ValueError("axe needs a page that was opened with JavaScript")
    page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
    locale = json.loads((AXE / "locales/fr.json").read_text(encoding="utf-8"))
    page.evaluate("locale => axe.configure({locale})", locale)
    results = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})",
        TAGS,
    )
    return [
        f"{rule['id']} ({rule['impact']}) : {rule['help']} — {' '.join(map(str, node['target']))}"
        for rule in results["violations"]
        for node in rule["nodes"]
    ]

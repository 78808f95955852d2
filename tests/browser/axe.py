"""axe-core on a page: the rules of WCAG 2.2 A and AA, with its answers in French."""

import json

from playwright.sync_api import Page

from tests.projects import ROOT

AXE = ROOT / "node_modules/axe-core"
_RUN = """async (tags) => {
  const only = { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] };
  return (await axe.run(document, only)).violations;
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def find_violations(page: Page) -> list[str]:
    """Return one line for each element that breaks a rule; an empty list is a page without fault.

    The scripts run outside the page's security policy, which forbids adding script elements.
    Raises ValueError on a page opened without JavaScript, where axe would wait for ever.
    """
    if page.evaluate("matchMedia('(scripting: none)').matches"):
        raise ValueError("axe needs a page that was opened with JavaScript")
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate((AXE / "axe.min.js").read_text(encoding="utf-8"))
        locale = json.loads((AXE / "locales/fr.json").read_text(encoding="utf-8"))
        page.evaluate("locale => axe.configure({locale})", locale)
    # What a page passes is a hundred times longer than what it breaks, and takes longer to list.
    violations = page.evaluate(_RUN, TAGS)
    return [
        f"{rule['id']} ({rule['impact']}) : {rule['help']} — {' '.join(map(str, node['target']))}"
        for rule in violations
        for node in rule["nodes"]
    ]

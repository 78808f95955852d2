"""Pagefind on a copy of the site, asked in a real Chromium as its users ask it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Route

from tests.browser.site_server import serve_site
from tools.browser import open_browser

_ASK = """async (question) => {
  window.engine ??= await import(window.module);
  const { results } = await window.engine.search(question);
  const found = await Promise.all(results.slice(0, 10).map((one) => one.data()));
  return found.map((one) => one.url);
}"""


@dataclass(frozen=True)
class Answer:
    """Addresses, best first, and the compressed bytes fetched for the question.

    Ten results are read, as a page of results would; its excerpts are part of its bytes.
    """

    urls: tuple[str, ...]
    bytes: int


def ask_pagefind(root: Path, site: Path, questions: Sequence[str]) -> list[Answer]:
    """Index the copy and ask; the first answer's bytes include the engine."""
    program = shutil.which("pagefind") or root / "node_modules/.bin/pagefind"
    subprocess.run(
        [program, "--site", site, "--force-language", "fr"], check=True, capture_output=True
    )
    answers = []
    with serve_site(site) as served, open_browser() as browser:
        context = browser.new_context(bypass_csp=True)
        context.route("**/pagefind/*.js", _without_policy)
        page = context.new_page()
        page.goto(f"{served.url}404.html")
        page.evaluate("module => { window.module = module }", f"{served.url}pagefind/pagefind.js")
        for question in questions:
            served.requests.clear()
            urls = page.evaluate(_ASK, question)
            answers.append(Answer(tuple(url.lstrip("/") for url in urls), served.weight))
    return answers


def _without_policy(route: Route) -> None:
    """Remove the site's security policy, which forbids the WebAssembly of Pagefind."""
    response = route.fetch()
    headers = {
        name: value
        for name, value in response.headers.items()
        if name not in {"content-security-policy", "content-encoding", "content-length"}
    }
    route.fulfill(response=response, headers=headers)

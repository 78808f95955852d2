"""The copy of the project to which kinds are added."""

from pathlib import Path
from subprocess import CompletedProcess

from tests.sites import run_msap

HERE = Path(__file__).parent
URL = "https://msap.example"


def build(project: Path) -> CompletedProcess[str]:
    """Build the site of a project as it is published."""
    arguments = ("build", "--settings", "publishconf.py")
    return run_msap(*arguments, root=project, environment={"SITEURL": URL})


def redirect(project: Path, addresses: set[str]) -> None:
    """Write the lines that a build asks for when pages leave."""
    lines = "".join(f"  {address}: plan-du-site/\n" for address in sorted(addresses))
    redirections = project / "data/redirections.yml"
    redirections.write_text(f"redirections:\n{lines}", encoding="utf-8")

"""Fixtures for every test: sites built once for all the workers, and the official list."""

import os
from compileall import compile_dir
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import expect

from tests.projects import MINI_SITE_RECORDS, ROOT, SAMPLE_RECORDS
from tests.quick import mark_those_that_start_programs
from tests.sites import SUB_PATH, build_once, import_once

# One Chromium a worker, whichever folder of tests asks for it.
pytest_plugins = ("tests.programs", "tests.browser.fixtures")

# Whether a test passes does not depend on what else the machine does: nothing is timed, and what
# is waited for may take as long as it takes.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")
expect.set_options(timeout=60_000)


def pytest_configure(config: pytest.Config) -> None:
    """Compile the program once, before any worker copies it and runs it hundreds of times."""
    if not hasattr(config, "workerinput"):
        compile_dir(ROOT / "plugins", quiet=2)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that start programs, before any is chosen by its markers."""
    mark_those_that_start_programs(items)


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Return a folder of this run, the same for all the workers of pytest-xdist."""
    own = tmp_path_factory.getbasetemp()
    folder = (own if worker_id == "master" else own.parent) / "shared-by-workers"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def sample_site(shared_folder: Path) -> Path:
    """Build the site of invented records from all over the country; tests only read it."""
    return build_once("sample", SAMPLE_RECORDS, shared_folder)


@pytest.fixture(scope="session")
def mini_site(shared_folder: Path) -> Path:
    """Build the site of a handful of records, at least one of each kind; tests only read it."""
    return build_once("mini-site", MINI_SITE_RECORDS, shared_folder)


@pytest.fixture(scope="session")
def mini_site_below(shared_folder: Path) -> Path:
    """Build the mini-site as published under SUB_PATH; tests only read it."""
    url = f"https://msap.example{SUB_PATH.rstrip('/')}"
    return build_once("mini-site-below", MINI_SITE_RECORDS, shared_folder, url)


@pytest.fixture(scope="session")
def real_list() -> Path:
    """Return the official list named by MSAP_REAL_LIST; without it the test is skipped."""
    named = os.environ.get("MSAP_REAL_LIST")
    if not named:
        pytest.skip(
            "THE OFFICIAL LIST IS NOT AT HAND: name its CSV file in MSAP_REAL_LIST to run this"
        )
    path = Path(named)
    assert path.is_file(), f"MSAP_REAL_LIST names a file that does not exist: {path}"
    return path


@pytest.fixture(scope="session")
def real_records(real_list: Path, shared_folder: Path) -> Path:
    """Import the official list; tests only read its records."""
    return import_once(real_list, shared_folder)


@pytest.fixture(scope="session")
def real_site(real_records: Path, shared_folder: Path) -> Path:
    """Build the site of the official list as published under SUB_PATH; tests only read it."""
    url = f"https://msap.example{SUB_PATH.rstrip('/')}"
    return build_once("official-list", real_records, shared_folder, url)

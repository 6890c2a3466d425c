"""What tests share: the seeds, and a Chromium for those that look at pages."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)  # the same examples in every run, however slow the machine
settings.load_profile("steady")

SEEDS = Path(__file__).parent.parent / "seeds"


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the five seed articles and their list."""
    return SEEDS


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium; without one, the test is skipped and says so."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found is None:
        pytest.skip("no Chromium on this machine (Debian: apt-get install chromium)")
    return found

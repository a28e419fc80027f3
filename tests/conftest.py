"""Fixtures and settings that all tests share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile(
    "govreport",
    deadline=None,
    derandomize=True,
    max_examples=50,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("govreport")


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of published reports, which is no part of the project.

    It is looked for beside the repository (``../shared/data``) or where ``GOVREPORT_SHARED``
    says. A test that needs it is skipped where it is not there.
    """
    folder = Path(os.environ.get("GOVREPORT_SHARED") or ROOT.parent / "shared" / "data")
    if not (folder / "expected.json").is_file():
        pytest.skip(f"published reports are not here: {folder} (set GOVREPORT_SHARED)")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample reports."""
    return ROOT / "samples"

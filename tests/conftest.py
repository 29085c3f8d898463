"""Fixtures of the whole suite: where the data sets are, and a home that no test shares."""

from __future__ import annotations

import os
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

REPO = Path(__file__).resolve().parent.parent
ALLOWED_SKIPS = Path(__file__).parent / "allowed_skips.txt"

settings.register_profile(
    "default", max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("hunt", max_examples=300, deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.option.markexpr:
        return
    whole = [item for item in items if item.get_closest_marker("corpus")]
    if whole:
        config.hook.pytest_deselected(items=whole)
        items[:] = [item for item in items if item not in whole]


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path_factory.mktemp("home")
    monkeypatch.setenv("CLAUSEWRIGHT_HOME", str(home))
    return home


def shared_data() -> Path:
    return Path(os.environ.get("CLAUSEWRIGHT_DATA") or REPO.parent / "shared" / "data")


@pytest.fixture(scope="session")
def data_dir() -> Path:
    folder = shared_data()
    if not (folder / "cuad" / "annotations.jsonl").is_file():
        pytest.skip("no data sets: set CLAUSEWRIGHT_DATA to the folder that holds them")
    return folder


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    outcome = yield
    report = outcome.get_result()
    if report.skipped and os.environ.get("CI") == "true" and not hasattr(report, "wasxfail"):
        allowed = ALLOWED_SKIPS.read_text(encoding="utf-8").splitlines()
        if item.nodeid.split("[")[0] not in allowed and item.nodeid not in allowed:
            report.outcome = "failed"
            report.longrepr = f"skipped in CI and not in allowed_skips.txt: {report.longrepr}"

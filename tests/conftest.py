"""What every test run says at its beginning and end: which build is tested, and what could not be; what tests of several folders share."""

import importlib.util
import os

import pytest
import shared_data


def pytest_configure():
    os.environ.pop("PYTHONUNBUFFERED", None)  # what tests run writes as it does for everybody
    kept = os.environ.get("POSTDEX_MOST_ROWS")  # of saved archives: 0 has each row read again by each question
    if kept is not None:
        from postdex import _core

        _core._most_rows(int(kept))


@pytest.fixture
def rows_kept():
    """For tests that ask so much that reading rows again for each question takes minutes under sanitizers."""
    from postdex import _core

    before = _core._most_rows(1 << 40)
    yield
    _core._most_rows(before)


def pytest_report_header():
    core = importlib.util.find_spec("postdex._core") if importlib.util.find_spec("postdex") else None
    return [
        f"postdex._core: {core.origin if core else 'not built'}",
        f"shared data: {shared_data.shared_root() if shared_data.shared_root().exists() else 'not here'}",
        f"long forms: {'yes' if os.environ.get('POSTDEX_LONG') else 'no (POSTDEX_LONG=1)'}",
    ]


def pytest_terminal_summary(terminalreporter):
    absent = shared_data.missing
    if absent:
        terminalreporter.section("shared data that was not here")
        terminalreporter.line(f"{len(absent)} requests, each a skipped test: {', '.join(sorted(set(absent)))}")

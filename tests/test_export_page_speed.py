"""The limits that the page keeps: size of the file, start, frames and latencies with 20,000 nodes, as the benchmark measures them."""

from __future__ import annotations

import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

SOURCE = Path(__file__).parent / "benchmark_page.py"


@pytest.fixture(scope="module")
def measured():
    spec = spec_from_file_location("benchmark_page", SOURCE)
    module = module_from_spec(spec)
    sys.modules["benchmark_page"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("size", [1_000, 20_000])
def test_limits_are_kept(measured, chromium, tmp_path, size):
    path, row = measured.page_of(size, tmp_path)
    row |= measured.measure(chromium, path)
    assert row["shown"] == row["nodes"] >= 0.99 * size
    assert {key: row[key] for key, limit in measured.LIMITS[size].items() if row[key] > limit} == {}

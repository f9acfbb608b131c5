"""The interval of errors that both clerks made alike, against published figures."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.quality.bounds import binomial_at_most
from core.quality.shared_errors import SharedErrors


@pytest.mark.parametrize(
    ("errors", "n", "low", "high"), [(81, 263, 0.2527, 0.3676), (0, 20, 0.0, 0.1684)]
)
def test_the_interval_is_newcombes(errors, n, low, high):
    """Clopper-Pearson rows of Newcombe, Statistics in Medicine 17 (1998) 857-872, table I."""
    found = SharedErrors(n, errors).interval
    assert found == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_each_end_leaves_a_fortieth_beyond_it(drawn):
    errors, n = drawn
    low, high = SharedErrors(n, errors).interval
    assert 0 <= low <= errors / n <= high <= 1
    if errors < n:
        assert binomial_at_most(errors, n, high) == pytest.approx(0.025, abs=1e-6)
    if errors:
        assert 1 - binomial_at_most(errors - 1, n, low) == pytest.approx(0.025, abs=1e-6)


def test_nothing_read_shows_nothing():
    assert SharedErrors().rate is None
    assert SharedErrors().interval == (0.0, 1.0)

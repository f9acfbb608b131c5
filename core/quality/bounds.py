"""What a count of wrong fields proves about all fields: exact one-sided bounds and sample sizes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction

from core.figures.distributions import beta_quantile

CONFIDENCE = 0.95


def binomial_at_most(errors: int, n: int, p: float) -> float:
    """Probability of at most that many errors in n independent fields with error rate p."""
    if p <= 0.0 or errors >= n:
        return 1.0
    log_odds, term = math.log(p) - math.log1p(-p), n * math.log1p(-p)
    terms = [term]
    for i in range(errors):
        term += math.log((n - i) / (i + 1)) + log_odds
        terms.append(term)
    return _sum_of_exponentials(terms)


def hypergeometric_at_most(errors: int, n: int, bad: int, population: int) -> float:
    """Probability of at most that many errors in n fields of a population that holds `bad` ones."""
    first = max(0, n + bad - population)
    if errors >= min(n, bad):
        return 1.0
    if errors < first:
        return 0.0
    good = population - bad
    term = _log_choose(bad, first) + _log_choose(good, n - first) - _log_choose(population, n)
    terms = [term]
    for i in range(first, errors):
        term += math.log((bad - i) / (i + 1)) + math.log((n - i) / (good - n + i + 1))
        terms.append(term)
    return _sum_of_exponentials(terms)


def upper_bound(errors: int, n: int, population: int, confidence: float = CONFIDENCE) -> float:
    """Exact hypergeometric one-sided upper bound of the population's error rate, 0 to 1.

    The largest share of wrong fields under which so few errors would still be found with
    probability above 1 - confidence. 1.0 when nothing was checked.
    """
    if n == 0 or population == 0:
        return 1.0
    low, high = errors, population - n + errors
    while low < high:
        middle = (low + high + 1) // 2
        if hypergeometric_at_most(errors, n, middle, population) > 1.0 - confidence:
            low = middle
        else:
            high = middle - 1
    return low / population


def fields_needed(
    errors: int, limit: float, confidence: float = CONFIDENCE, population: int | None = None
) -> int:
    """The fewest fields that, with that many errors, still show a rate below the limit.

    With a population it is a finite lot, of which at most everything has to be checked; without
    one the lot has no end.
    """
    low = errors + 1
    high = population if population is not None else _enough(errors, limit, confidence)
    while low < high:
        middle = (low + high) // 2
        if _shows(errors, middle, limit, confidence, population):
            high = middle
        else:
            low = middle + 1
    return low


def design_effect(sheets: Sequence[tuple[int, int]]) -> float:
    """How much wider errors that come in whole sheets make the interval; at least 1.

    `sheets`: (checked, wrong) of each. Ratio of the cluster variance of the ratio estimator to
    that of as many single fields (Cochran, Sampling Techniques, 3rd ed., section 9A.1).
    """
    checked, wrong = sum(m for m, _ in sheets), sum(y for _, y in sheets)
    if len(sheets) < 2 or wrong in (0, checked):
        return 1.0
    rate = wrong / checked
    spread = math.fsum((y - rate * m) ** 2 for m, y in sheets) * len(sheets) / (len(sheets) - 1)
    single = checked**2 * rate * (1.0 - rate) / (checked - 1)
    return max(1.0, round(spread / single, 9))


def clustered_upper_bound(
    errors: int, n: int, population: int, effect: float, confidence: float = CONFIDENCE
) -> float:
    """One-sided upper bound where n fields are worth only n / effect independent ones.

    Clopper-Pearson at the effective size (Korn and Graubard, Survey Methodology 24 (1998)
    193-201), drawn in by the finite-population correction.
    """
    if n == 0 or population == 0:
        return 1.0
    rate, size = errors / n, n / effect
    if errors == n or size <= rate * size:
        return 1.0
    infinite = beta_quantile(confidence, rate * size + 1.0, size * (1.0 - rate))
    correction = math.sqrt((population - n) / max(1, population - 1))
    return rate + (infinite - rate) * correction


def _shows(errors: int, n: int, limit: float, confidence: float, population: int | None) -> bool:
    """Whether so few errors in n fields would be a surprise at the limit."""
    if population is None:
        return binomial_at_most(errors, n, limit) <= 1.0 - confidence
    at_limit = math.ceil(Fraction(repr(limit)) * population)
    if at_limit <= errors:
        return False
    return hypergeometric_at_most(errors, n, at_limit, population) <= 1.0 - confidence


def _enough(errors: int, limit: float, confidence: float) -> int:
    n = errors + 1
    while not _shows(errors, n, limit, confidence, None):
        n *= 2
    return n


def _log_choose(n: int, k: int) -> float:
    return math.lgamma(n + 1) - math.lgamma(k + 1) - math.lgamma(n - k + 1)


def _sum_of_exponentials(terms: Sequence[float]) -> float:
    top = max(terms)
    return min(1.0, math.exp(top) * math.fsum(math.exp(term - top) for term in terms))

"""Sampling plans, verdicts and the statistics behind them."""

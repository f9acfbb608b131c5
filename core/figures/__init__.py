"""Indicators with their intervals; begin with summary.py."""

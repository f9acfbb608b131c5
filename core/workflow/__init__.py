"""Batches, sheets, rulings, queries, reviews, visits: state tables, folds and decisions, all pure.

Begin with states.py (the one table), then bodies.py (what events say), batch.py and sheet.py (what
they amount to), visibility.py (who sees it). Decisions: opening, comparison, ruling, settling.
"""

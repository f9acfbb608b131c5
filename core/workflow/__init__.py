"""Batches, sheets, rulings, queries, reviews, visits: state tables, folds and decisions, all pure.

Begin with states.py (the one table), then bodies.py (what events say), batch.py and sheet.py (folds).
"""

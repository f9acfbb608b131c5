"""Shared pieces: rows_table.py, banner.py, marks.py (chip, finding), layout.py (card, heading), fields.py."""

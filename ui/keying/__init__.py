"""Heads-down entry: presenter.py (what each key does, no Qt), sheet_view.py (the paper), page.py (the flow)."""

"""Ruling on differences: presenter.py (what each key does, no Qt), ruling_view.py, page.py."""

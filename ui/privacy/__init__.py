"""Requests of deletion and records kept long enough: found, destroyed, listed."""

"""Runs recorded cases and traces of the reference engines against core.logic."""

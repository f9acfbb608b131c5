"""Stacks of paper: the list, opening one, and where one stands."""

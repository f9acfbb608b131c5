"""Scanned paper: what a file holds, which sheet it belongs to, and a page as pixels. Begin with files.py."""

"""What main.py runs from the command line; each takes callables and folders, never storage itself."""

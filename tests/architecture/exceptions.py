"""The places that are still larger than the house allows. This list only shrinks."""

# "core/x.py" -> lines allowed for now
LONG_FILES: dict[str, int] = {}
# "core/x.py::Class.method" -> lines allowed for now
LONG_FUNCTIONS: dict[str, int] = {}
# "core/x.py::Class" -> public methods allowed for now
LARGE_CLASSES: dict[str, int] = {}

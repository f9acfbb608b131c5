"""Question types an author may write in the `type` column, for telling a slip from another dialect."""

from __future__ import annotations

TYPES = (
    "text", "integer", "decimal", "range", "select_one", "select_multiple", "rank", "date", "time",
    "dateTime", "note", "calculate", "hidden", "acknowledge", "barcode", "image", "audio", "video",
    "file", "geopoint", "geotrace", "geoshape", "begin_group", "end_group", "begin_repeat",
    "end_repeat", "start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit",
    "select_one_from_file", "select_multiple_from_file", "xml-external", "csv-external",
)  # fmt: skip

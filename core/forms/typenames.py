"""Question types an author may write in the `type` column, for telling a slip from another dialect."""

from __future__ import annotations

TYPES = (
    "text", "integer", "decimal", "range", "select_one", "select_multiple", "rank", "date", "time",
    "dateTime", "note", "calculate", "hidden", "acknowledge", "barcode", "image", "audio", "video",
    "file", "geopoint", "geotrace", "geoshape", "begin_group", "end_group", "begin_repeat",
    "end_repeat", "start", "end", "today", "deviceid", "username", "email", "phonenumber", "audit",
    "select_one_from_file", "select_multiple_from_file", "xml-external", "csv-external",
)  # fmt: skip

ALSO = (
    "int", "string", "datetime", "gps", "location", "photo", "percentage", "imei", "osm", "simserial",
    "subscriberid", "trigger", "background-audio", "background-geopoint", "start-geopoint", "loop",
    "select1", "select_one_external", "select_all_that_apply", "uri:deviceid", "uri:email",
    "uri:phonenumber", "uri:simserial", "uri:subscriberid", "uri:username", "include", "entity",
)  # fmt: skip
"""Other spellings that the converter takes."""


def is_known(kind: str) -> bool:
    """Whether a type of one word is one; those of several words are the converter's to judge."""
    return len(kind.split()) != 1 or kind.strip().lower() in {t.lower() for t in (*TYPES, *ALSO)}

"""Language tags out of what XLSForm authors write: "中文 (zh)", "English", "default"."""

from __future__ import annotations

import re
from collections.abc import Mapping

_TAGGED = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)\)\s*$")
_NAMES = {
    "default": "", "中文": "zh", "汉语": "zh", "简体中文": "zh", "chinese": "zh", "english": "en",
    "french": "fr", "français": "fr", "spanish": "es", "español": "es", "portuguese": "pt",
}  # fmt: skip


def tag_of(language: str) -> str:
    """The tag of a language as named in a header; a name without a known tag stays as it is."""
    match = _TAGGED.search(language)
    return match[1].lower() if match else _NAMES.get(language.strip().lower(), language.strip())


def texts_of(record: Mapping[str, str], header: str) -> dict[str, str]:
    """The texts of `header` in a record: header, header::中文 (zh), header-zh; "" has no language."""
    found = {}
    for name, text in record.items():
        if name == header:
            found[""] = text
        elif name.startswith(header + "::"):
            found[tag_of(name[len(header) + 2 :])] = text
        elif name.startswith(header + "-"):
            found[name[len(header) + 1 :]] = text
    return found

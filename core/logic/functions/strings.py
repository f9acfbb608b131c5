"""Functions of texts: parts, patterns, digests."""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from functools import lru_cache
from typing import Any

import regex

from core.logic import errors
from core.logic.code import Code, Scope, Type, as_text
from core.logic.context import Env
from core.logic.errors import XPathError
from core.logic.functions.numbers import half_up
from core.logic.functions.signature import Function, of_node, pure
from core.logic.syntax import Call, Text
from core.logic.tree import Node, string_value
from core.logic.values import INFINITY, Value, texts

SIGNATURE_BYTES = 64
PATTERN_SECONDS = 0.05
"""A pattern that has found nothing by then never will in time for a keystroke."""
_SPACE = re.compile(r"[ \t\r\n]+")
_DIGESTS = {
    "MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512",
}  # fmt: skip


def _concat(*values: Value) -> str:
    return "".join(text for value in values for text in texts(value))


def _join(glue: str, *values: Value) -> str:
    return glue.join(text for value in values for text in texts(value))


def _before(text: str, mark: str) -> str:
    return text.partition(mark)[0] if mark and mark in text else ""


def _after(text: str, mark: str) -> str:
    at = text.find(mark)
    return text[at + len(mark) :] if at >= 0 else ""


def _substring(text: str, start: float, length: float | None = None) -> str:
    first = half_up(start)
    beyond = INFINITY if length is None else first + half_up(length)
    if first != first or beyond != beyond:
        return ""
    return "".join(character for at, character in enumerate(text, 1) if first <= at < beyond)


def _substr(text: str, start: float, end: float | None = None) -> str:
    size = len(text)

    def bounded(position: float) -> int:
        if position != position:
            return 0
        whole = int(max(min(position, size), -size))
        return whole + size if whole < 0 else whole

    return text[bounded(start) : size if end is None else bounded(end)]


def _normalized(text: str) -> str:
    return _SPACE.sub(" ", text).strip(" ")


def _translated(text: str, replaced: str, by: str) -> str:
    table: dict[int, str | None] = {}
    for at, character in enumerate(replaced):
        table.setdefault(ord(character), by[at] if at < len(by) else None)
    return text.translate(table)


def _digest(text: str, algorithm: str, encoding: str = "base64") -> str:
    if algorithm not in _DIGESTS or encoding not in ("base64", "hex"):
        raise XPathError(errors.BAD_ARGUMENT, function="digest", found=f"{algorithm} {encoding}")
    made = hashlib.new(_DIGESTS[algorithm], text.encode(), usedforsecurity=False)
    return made.hexdigest() if encoding == "hex" else base64.b64encode(made.digest()).decode()


def _decoded(text: str) -> str:
    try:
        return base64.b64decode(text, validate=True).decode()
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return ""


def _signed(text: str, key: str) -> str:
    """The message behind 64 bytes of Ed25519 signature; blank where the key did not sign it."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        data = base64.b64decode(text, validate=True)
        public = Ed25519PublicKey.from_public_bytes(base64.b64decode(key, validate=True))
        public.verify(data[:SIGNATURE_BYTES], data[SIGNATURE_BYTES:])
        return data[SIGNATURE_BYTES:].decode()
    except (InvalidSignature, ValueError):
        return ""


# --- patterns -----------------------------------------------------------------------------------


@lru_cache(maxsize=512)
def _pattern(text: str) -> Any:
    try:
        return regex.compile(text, regex.VERSION0)
    except regex.error as error:
        raise XPathError(errors.BAD_PATTERN, pattern=text) from error


def _matches(text: str, pattern: str) -> bool:
    """Whether the pattern is found anywhere in the text (dialect: package `regex`, as Perl's)."""
    try:
        return _pattern(pattern).search(text, timeout=PATTERN_SECONDS) is not None
    except TimeoutError as error:
        raise XPathError(errors.TIMED_OUT, pattern=pattern) from error


def _check_pattern(call: Call) -> None:
    pattern = call.arguments[1]
    try:
        _pattern(pattern.value if isinstance(pattern, Text) else "")
    except XPathError as error:
        raise XPathError(error.code, call.position, **error.params) from error


_MATCHES = pure("ss", Type.TRUTH, _matches)


def _string(codes: list[Code], call: Call, scope: Scope) -> Code:
    if not codes:
        return Code(lambda node, env: string_value(node), Type.TEXT)
    return Code(as_text(codes[0]), Type.TEXT)


def _own_text(node: Node, env: Env) -> str:
    return string_value(node)


FUNCTIONS: dict[str, Function] = {
    "string": Function(0, 1, _string),
    "concat": pure("", Type.TEXT, _concat, rest="a"),
    "join": pure("s", Type.TEXT, _join, rest="a"),
    "starts-with": pure("ss", Type.TRUTH, str.startswith),
    "ends-with": pure("ss", Type.TRUTH, str.endswith),
    "contains": pure("ss", Type.TRUTH, str.__contains__),
    "substring-before": pure("ss", Type.TEXT, _before),
    "substring-after": pure("ss", Type.TEXT, _after),
    "substring": pure("snn", Type.TEXT, _substring, optional=1),
    "substr": pure("snn", Type.TEXT, _substr, optional=1),
    "string-length": of_node("s", Type.NUMBER, lambda text: float(len(text)), _own_text),
    "normalize-space": of_node("s", Type.TEXT, _normalized, _own_text),
    "translate": pure("sss", Type.TEXT, _translated),
    "regex": Function(2, 2, _MATCHES.build, _check_pattern),
    "digest": pure("sss", Type.TEXT, _digest, optional=1),
    "base64-decode": pure("s", Type.TEXT, _decoded),
    "extract-signed": pure("ss", Type.TEXT, _signed),
}

"""What expressions and documents are refused, and what is let pass."""

from __future__ import annotations

import pytest

from core.logic import errors
from core.logic.errors import XPathError
from core.logic.xml import XmlError, read_xml
from tests.core.logic.expressions import evaluated


@pytest.mark.parametrize(
    ("expression", "code"),
    [
        ("count(1)", errors.NOT_NODES),
        ("1 | a", errors.NOT_NODES),
        ("count(if(true(), 1, a))", errors.NOT_NODES),
        ("('x')[1]", errors.NOT_NODES),
        ("position(a)", errors.BAD_ARGUMENT),
        ("position(@id)", errors.BAD_ARGUMENT),
        ("position(/)", errors.BAD_ARGUMENT),
        ("regex('a', concat('[', ''))", errors.BAD_PATTERN),
        ("x:y", errors.UNKNOWN_PREFIX),
        ("nope()", errors.UNKNOWN_FUNCTION),
        ("regex('a', '[')", errors.BAD_PATTERN),
        ("digest('a', 'MD4')", errors.BAD_ARGUMENT),
        ("digest('a', 'MD5', 'oct')", errors.BAD_ARGUMENT),
        ("decimal-date-time(true())", errors.BAD_ARGUMENT),
        ("weighted-checklist(1, 2, a)", errors.BAD_ARGUMENT),
        ("geofence('x', 'y')", errors.BAD_ARGUMENT),
        ("${q}", errors.UNKNOWN_NAME),
        ("$v", errors.NO_VARIABLES),
    ],
)
def test_an_expression_is_refused(expression, code):
    with pytest.raises(XPathError) as refused:
        evaluated(expression)
    assert refused.value.code == code


def test_what_is_never_reached_is_never_refused():
    assert evaluated("false() and nope(1)") is False
    assert evaluated("if(true(), 1, substring())") == 1


def test_a_pattern_that_never_ends_is_stopped():
    with pytest.raises(XPathError) as stopped:
        evaluated(f"regex('{'a' * 40}!', '^(a|aa)+$')")
    assert stopped.value.code == errors.TIMED_OUT


@pytest.mark.parametrize(
    "text", ["<a>", "", '<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "<a></b>", "<a>" * 300]
)
def test_broken_or_dangerous_xml_is_refused(text):
    with pytest.raises(XmlError):
        read_xml(text)

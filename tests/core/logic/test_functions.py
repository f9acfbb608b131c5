"""Our choices in the dialect of expressions, one example each (core/logic/dialect.md)."""

from __future__ import annotations

import base64
import inspect
import math
import sys

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.logic.compiler import compile_expression
from core.logic.context import Env
from core.logic.functions import FUNCTIONS
from core.logic.values import to_number, to_truth
from core.logic.xml import read_xml
from tests.core.logic import test_special
from tests.core.logic.expressions import NOW, as_text, evaluated


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        # operators
        ("1 + 2 * 3 - 4 div 2", "5"),
        ("7 mod 3", "1"),
        ("-7 mod 3", "-1"),
        ("1 mod 0", ""),
        ("1 div 0", "Infinity"),
        ("-1 div 0", "-Infinity"),
        ("0 div 0", ""),
        ("1 div -(0)", "-Infinity"),
        ("1 - 2 - 3 + 10", "6"),
        ("1 div2", "0.5"),
        ("0.0000001", "0.0000001"),
        ("100000000000000000000", "100000000000000000000"),
        ("- 'x'", ""),
        ("1 = 1 and 2 = 2 and 3 = 4", "false"),
        ("1 = 2 or 2 = 3 or 3 = 3", "true"),
        ("1 = 2 or 2 = 2", "true"),
        ("1 = 1 and 2 = 3", "false"),
        ("-(a | b) + 1", "0"),
        ("1 < number(a)", "false"),
        ("(if(true(), 2, a)) + 1", "3"),
        ("(if(true(), '2', a)) + 1", "3"),
        ("(if(true(), 'p', a)) = 'p'", "true"),
        ("(if(true(), 2, 'x')) = 2", "true"),
        ("(if(true(), true(), 'x')) = true()", "true"),
        ("count(if(true(), a, 'x'))", "3"),
        # comparisons
        ("a = 2", "true"),
        ("a != 2", "true"),
        ("2 = a", "true"),
        ("a = 'x'", "true"),
        ("a = b/c", "false"),
        ("a != b/c", "true"),
        ("a = true()", "true"),
        ("nothing = false()", "true"),
        ("nothing = ''", "false"),
        ("nothing != ''", "false"),
        ("a < 2", "true"),
        ("a >= b/c", "false"),
        ("b/c > a", "true"),
        ("'1' = 1", "true"),
        ("true() = 'x'", "true"),
        ("'a' != 'b'", "true"),
        ("3 != 4", "true"),
        ("1 <= 1", "true"),
        ("1 > 2", "false"),
        ("t < '2026-11-23'", "true"),
        ("(if(true(), a, 1)) = 1", "true"),
        # paths
        ("count(//c)", "2"),
        ("b/c[2]", "4"),
        ("b/c[last()]", "4"),
        ("b/c[position() = 2]", "4"),
        ("count(a[. > 1])", "1"),
        ("count(a[0.5])", "0"),
        ("count(a[9])", "0"),
        ("a[@n = 2]", "2"),
        ("count(a/@n)", "3"),
        ("count(@*)", "2"),
        ("count(@xml:lang)", "1"),
        ("count(.//c)", "2"),
        ("count(b//c)", "2"),
        ("(b//c)[2]", "4"),
        ("count(a/namespace::*[1]/..)", "3"),
        ("count(@id/namespace::*)", "0"),
        ("b[c = '3']/c[2]", "4"),
        ("string(b/c[if(true(), 2, 'x')])", "4"),
        ("count(a | b | a)", "4"),
        ("b/c/..", "34"),
        ("count(b/c/../c)", "2"),
        ("name(b/c/ancestor::*)", "d"),
        ("count(b/ancestor-or-self::node())", "3"),
        ("name(b/following-sibling::*)", "e"),
        ("name(b/preceding-sibling::*[1])", "a"),
        ("count(b/c[1]/following::*)", "5"),
        ("count(b/preceding::*)", "3"),
        ("count(a/@n/following::c)", "2"),
        ("count(b/c/@id/preceding::a)", "3"),
        ("count(a/@n/following-sibling::*)", "0"),
        ("count(k:z)", "1"),
        ("count(k:*)", "1"),
        ("count(comment())", "1"),
        ("count(processing-instruction('go'))", "1"),
        ("count(processing-instruction('no'))", "0"),
        ("count(b/text())", "0"),
        ("count(descendant::c/self::c)", "2"),
        ("(//c)[1]", "3"),
        ("(//c)[1]/..", "34"),
        ("(//c)/../c[1]", "3"),
        ("count(/)", "1"),
        ("current()/b/c", "3"),
        ("instance('l')/b/c[2]", "4"),
        ("instance('l')/b/c[. = current()/b/c[2]]", "4"),
        ("count(instance('none')/x)", "0"),
        ("name(namespace::k)", "k"),
        # texts
        ("string(a)", "1"),
        ("substring-after(string(), '2026')", "-11-22red blue"),
        ("starts-with(normalize-space(), '12x')", "true"),
        ("string-length() > 20", "true"),
        ("string(e)", ""),
        ("concat('a', 1, a)", "a112x"),
        ("join('-', a, 'z')", "1-2-x-z"),
        ("substring('12345', 2, 3)", "234"),
        ("substring('12345', 1.5, 2.6)", "234"),
        ("substring('12345', 0 div 0, 3)", ""),
        ("substring('12345', -42, 1 div 0)", "12345"),
        ("substring('12345', 2)", "2345"),
        ("substr('hello', 1, 3)", "el"),
        ("substr('hello', -3)", "llo"),
        ("substr('hello', 'x', 2)", "he"),
        ("substring-before('1999/04', '/')", "1999"),
        ("substring-before('a', '')", ""),
        ("substring-after('1999/04', '/')", "04"),
        ("substring-after('a', 'z')", ""),
        ("string-length('中文')", "2"),
        ("normalize-space('  a   b ')", "a b"),
        ("translate('bar', 'abc', 'AB')", "BAr"),
        ("starts-with('ab', 'a') and ends-with('ab', 'b') and contains('ab', '')", "true"),
        ("regex('AB123', '^[A-Z]{2}\\d+$')", "true"),
        ("regex('abc', 'b')", "true"),
        ("regex('满意', '^\\p{Han}+$')", "true"),
        ("digest('a', 'MD5', 'hex')", "0cc175b9c0f1b6a831c399e269772661"),
        ("digest('', 'SHA-1')", "2jmj7l5rSw0yVb/vlWAYkK/YBwk="),
        ("base64-decode('5Lit')", "中"),
        ("base64-decode('?')", ""),
        # numbers
        ("number('  12 ')", "12"),
        ("number()", ""),
        ("number('2026-13-01')", ""),
        ("number(if(true(), 5, 'x'))", "5"),
        ("number('no date at all')", ""),
        ("round(pow(10, 300), 200) > 1", "true"),
        ("round(0, 2)", "0"),
        ("number('1e3')", ""),
        ("number('+1')", ""),
        ("number('')", ""),
        ("number(true())", "1"),
        ("number(b/c)", "3"),
        ("number(nothing)", ""),
        ("round(2.5)", "3"),
        ("round(-2.5)", "-3"),
        ("round(1.005, 2)", "1"),
        ("round(1234.567, 2)", "1234.57"),
        ("round(1234, -2)", "1200"),
        ("round(1 div 0, 2)", "Infinity"),
        ("round('x', 1)", ""),
        ("round(1, 'x')", ""),
        ("round(8, 400)", "8"),
        ("floor(-1.5)", "-2"),
        ("ceiling(-1.5)", "-1"),
        ("floor(1 div 0)", "Infinity"),
        ("date(ceiling(0.5))", "1970-01-02T08:00:00.000+08:00"),
        ("decimal-date-time(floor(1.5))", "1"),
        ("ceiling('x')", ""),
        ("int(-1.9)", "-1"),
        ("int('x')", ""),
        ("int('1.5e1')", "15"),
        ("abs(-3)", "3"),
        ("pow(2, 10)", "1024"),
        ("pow(0, -1)", "Infinity"),
        ("pow('x', 0)", ""),
        ("pow(1, 'x')", ""),
        ("concat('<', 0 div 0, '>')", "<>"),
        ("pow(-8, 1 div 3)", ""),
        ("pow(10, 400)", "Infinity"),
        ("pow(-10, 401)", "-Infinity"),
        ("sqrt(9)", "3"),
        ("sqrt(-1)", ""),
        ("exp(1000)", "Infinity"),
        ("exp10(2)", "100"),
        ("log(0)", "-Infinity"),
        ("log10(1000)", "3"),
        ("log(-1)", ""),
        ("acos(2)", ""),
        ("sum(b/c)", "7"),
        ("sum(nothing)", ""),
        ("min(b/c, 2)", "2"),
        ("max(a)", ""),
        ("max(nothing)", ""),
        # truth
        ("boolean-from-string('1')", "true"),
        ("boolean-from-string('yes')", "false"),
        ("boolean('false')", "true"),
        ("not(0 div 0)", "true"),
        ("if(a, 'y', 'n')", "y"),
        ("if(nothing, 'y', 2)", "2"),
        ("coalesce('', 0 div 0, 'c', 'd')", "c"),
        ("coalesce(nothing, '')", ""),
        ("coalesce(once('v'), '') != 'v'", "true"),
        ("checklist(1, 2, true(), false(), nothing)", "true"),
        ("checklist(2, -1, a)", "true"),
        ("checklist(0, 1, a)", "false"),
        ("weighted-checklist(3, -1, true(), 1, true(), 2)", "true"),
        ("weighted-checklist(3, 3, a, b/c)", "false"),
        ("weighted-checklist(1, 1, e, a)", "false"),
        ("weighted-checklist(1, 1, e, b/c[1])", "false"),
        ("weighted-checklist(3, 3, b/c, a[1])", "false"),
        ("weighted-checklist(1, 1, b/c, a[1])", "true"),
        ("weighted-checklist(0, 0, false(), 1)", "true"),
        ("lang('zh')", "true"),
        ("lang('en')", "false"),
        # node-sets
        ("count-non-empty(a | e)", "3"),
        ("position(a[3])", "3"),
        ("position(b)", "1"),
        ("position(nothing)", ""),
        ("count(id('one top'))", "2"),
        ("local-name(k:z)", "z"),
        ("name(k:z)", "k:z"),
        ("namespace-uri(k:z)", "urn:k"),
        ("name(nothing)", ""),
        ("local-name(text())", ""),
        ("name()", "d"),
        ("join('', randomize(b/c, 1))", "43"),
        ("join('', randomize(a, 42))", "x21"),
        ("join('', randomize(b/c, 'seed'))", "34"),
        ("join('', randomize(b/c, ''))", "34"),
        ("count(randomize(a))", "3"),
        ("string-length(uuid())", "36"),
        ("string-length(uuid(50))", "50"),
        # selections
        ("selected(m, 'red')", "true"),
        ("selected(m, 're')", "false"),
        ("selected('', '')", "true"),
        ("count-selected(m)", "2"),
        ("selected-at(m, 1)", "blue"),
        ("selected-at(m, 9)", ""),
        ("selected-at(m, -1)", ""),
        ("jr:choice-name('a', 'b')", ""),
        ("jr:itext('a')", ""),
        ("pulldata('l', 'x', 'y', 'z')", ""),
        ("indexed-repeat(b/c, b, 1)", "3"),
        ("indexed-repeat(b/c, b, 2)", ""),
        ("indexed-repeat(b/c, nothing, 1)", ""),
        ("indexed-repeat(b/c, b, 'x')", ""),
        ("indexed-repeat(b/c, b/c, 2, b, 1)", "4"),
        # dates
        ("today()", "2026-11-22"),
        ("now()", "2026-11-22T10:30:00.000+08:00"),
        ("t <= today()", "true"),
        ("today() - 1 = date('2026-11-21')", "true"),
        ("date('2026-2-3')", "2026-02-03"),
        ("date('soon')", "Invalid Date"),
        ("date('2026-02-30')", "Invalid Date"),
        ("date('')", ""),
        ("date(true())", ""),
        ("date(date('2026-02-03'))", "2026-02-03"),
        ("date(0.5)", "1970-01-01T20:00:00.000+08:00"),
        ("date(1 div 0)", "Invalid Date"),
        ("date-time('2026-11-22T10:00:00Z')", "2026-11-22T18:00:00.000+08:00"),
        ("date('2026-11-22T10:00:00+15:00')", "Invalid Date"),
        ("decimal-date-time('1970-01-02T00:00:00Z')", "1"),
        ("decimal-date-time('x')", ""),
        ("decimal-time('06:00')", "0.25"),
        ("decimal-time('06:00:00.000+08:00')", "0.25"),
        ("decimal-time('2026-11-22T12:00:00')", "0.5"),
        ("decimal-time('25:00')", ""),
        ("decimal-time('noon')", ""),
        ("format-date(t, '%d.%m.%y %b %a %e %n')", "22.11.26 Nov Sun 22 11"),
        ("format-date-time(now(), '%Y %H:%M:%S.%3 %h')", "2026 10:30:00.000 10"),
        ("format-date('x', '%Y')", ""),
        ("format-date(true(), '%Y')", ""),
        ("format-date(0, '%Y')", "1970"),
        ("number('1970-01-02T00:00:00Z')", "1"),
        ("date(100000000)", "Invalid Date"),
        ("date(10000000000)", "Invalid Date"),
        # places
        ("area('0 0;0 1;1 1;1 0')", "12391256135.81"),
        ("area('0 0;0 1')", "0"),
        ("area('x')", "0"),
        ("distance('0 0', '0 1')", "111318.85"),
        ("distance('0 200')", ""),
        ("distance('0')", ""),
        ("geofence('0.5 0.5', '0 0;0 1;1 1;1 0;0 0')", "true"),
        ("geofence('2 2', '0 0;0 1;1 1;1 0;0 0')", "false"),
        ("geofence('', '0 0;0 1;1 1;1 0;0 0')", "false"),
        ("enclosed-area('0 0;0 1;1 1;0 0') = area('0 0;0 1;1 1;0 0')", "true"),
        ("intersects('0 0;1 1;0 1;1 0')", "true"),
        ("intersects('0 0;0 1;1 1;1 0;0 0')", "false"),
        ("intersects('0 0', '0 1', '1 1')", "false"),
        ("intersects('0 0;0 2;0 1')", "true"),
        ("intersects('0 0;0 2;1 1;0 1')", "true"),
        ("intersects('0 0;0 1;0 0')", "true"),
        ("intersects('0 0;0 0;0 1')", "false"),
        ("intersects('x;0 1;0 0')", "false"),
        ("intersects('')", "false"),
        # ours
        ("tk:special(a)", ""),
        ("tk:special(nothing)", ""),
        ("tk:mean(a)", "1.5"),
        ("tk:mean(e)", ""),
        ("tk:answered(a, e)", "3"),
        ("tk:missing-share()", ""),
    ],
)
def test_an_expression_gives(expression, text):
    assert as_text(expression) == text


def test_no_language_is_stated_where_there_is_no_attribute():
    plain = read_xml("<a/>").elements()[0]
    assert compile_expression("lang('en')").run(plain, Env(NOW)) is False


def test_random_numbers_are_the_same_for_the_same_moment():
    first, again = evaluated("random()"), evaluated("random()")
    assert first == again
    assert 0 <= first < 1


@pytest.mark.parametrize("name", ["sin", "cos", "tan", "asin", "atan"])
def test_angles_are_radians(name):
    assert evaluated(f"{name}(0.5)") == getattr(math, name)(0.5)


def test_the_constants_of_mathematics():
    assert evaluated("pi()") == math.pi
    assert evaluated("atan2(1, 1)") == math.pi / 4


def test_every_function_has_an_example_here():

    shown = inspect.getsource(sys.modules[__name__]) + inspect.getsource(test_special)
    assert [
        name for name in FUNCTIONS if f"{name}(" not in shown and f'"{name}"' not in shown
    ] == []


@pytest.mark.parametrize("value", [True, False, 0.0, math.nan, "", "x"])
def test_truth_and_number_of_plain_values(value):
    env = Env(NOW)
    assert to_truth(value) is (value == value and bool(value))
    assert not isinstance(to_number(value, env), bool)


def test_a_signed_text_is_taken_apart_only_with_the_key_that_signed_it():
    key = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
    public = base64.b64encode(key.public_key().public_bytes_raw()).decode()
    message = "网点 0123".encode()
    signed = base64.b64encode(key.sign(message) + message).decode()
    other = base64.b64encode(key.sign(b"else") + message).decode()
    assert as_text(f"extract-signed('{signed}', '{public}')") == "网点 0123"
    assert as_text(f"extract-signed('{other}', '{public}')") == ""
    assert as_text(f"extract-signed('{signed}', 'AAAA')") == ""
    assert as_text(f"extract-signed('x', '{public}')") == ""

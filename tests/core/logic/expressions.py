"""Single expressions evaluated on a small document, without a form."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from core.logic.code import Scope
from core.logic.compiler import compile_expression
from core.logic.context import Env
from core.logic.values import to_text
from core.logic.xml import read_xml

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 22, 10, 30, tzinfo=SHANGHAI)
DOCUMENT = """<d xml:lang="zh-CN" xmlns:k="urn:k" id="top">
<a n="1">1</a><a n="2">2</a><a n="3">x</a><b><c id="one">3</c><c>4</c></b><e/><k:z>9</k:z><!--no--><?go on?>
<t>2026-11-22</t><m>red blue</m></d>"""


def evaluated(expression: str) -> object:
    document = read_xml(DOCUMENT)
    root = document.elements()[0]
    env = Env(NOW, root=document, current=root, instances={"l": root})
    scope = Scope({"k": "urn:k"})
    return compile_expression(expression, scope).run(root, env)


def as_text(expression: str) -> str:
    return to_text(evaluated(expression))

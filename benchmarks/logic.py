"""python -m benchmarks.logic [--peer DIR]: the engine on a form of 200 questions and 100 rules.

Budgets (design §8): all expressions < 0.5 ms, one keystroke < 0.1 ms (median), 10,000 records
re-validated < 8 s. Beside it, in the same run, @getodk/xforms-engine on the same form and answers,
where Node and a directory with the packages @getodk/xforms-engine and jsdom are at hand (default:
a directory in the temporary folder, installed once with --install).
"""

from __future__ import annotations

import argparse
import gc
import hashlib
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import quoteattr

from core.forms.model import Check, Choice, Form, Kind, Question, Severity
from core.logic.program import Program, compile_form
from core.logic.revalidation import revalidated
from core.logic.state import FormState
from core.values import Answers, FormId

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
GROUPS, PER_GROUP = 20, 10
RECORDS = 10_000
PEER_RECORDS = 20
LIMITS = {"full_ms": 0.5, "checked_keystroke_median_ms": 0.1, "records_s": 8.0}
PEER_FOLDER = Path(tempfile.gettempdir()) / "xforms-engine"
_HEAD = (
    '<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" '
    'xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>bench</h:title><model>'
)


@dataclass(frozen=True)
class Item:
    """One question of the made-up form."""

    group: int
    place: int
    kind: Kind

    @property
    def name(self) -> str:
        """q7_3"""
        return f"q{self.group}_{self.place}"

    @property
    def ref(self) -> str:
        """/data/g7/q7_3"""
        return f"/data/g{self.group}/{self.name}"


def items() -> list[Item]:
    """200 questions in 20 groups: scales, yes/no, minutes, remarks."""
    kinds = {5: Kind.INTEGER, 9: Kind.TEXT}
    return [
        Item(group, place, kinds.get(place, Kind.SELECT_ONE))
        for group in range(GROUPS)
        for place in range(PER_GROUP)
    ]


def rules(item: Item) -> dict[str, str]:
    """Five rules per group: relevance, required, constraint, and below two calculations."""
    base = f"/data/g{item.group}/q{item.group}_"
    match item.place:
        case 3:
            return {"relevant": f"{base}2 <= 6 and {base}2 != ''"}
        case 7:
            return {"relevant": f"{base}6 = '1'"}
        case 9:
            return {"required": f"{base}8 < 3"}
        case 5:
            return {"constraint": ". >= 0 and . <= 600"}
    return {}


def calculations() -> dict[str, str]:
    """Ref -> expression: a mean per group and one over all."""
    means = {
        f"/data/m{group}": "round(("
        + " + ".join(f"coalesce(/data/g{group}/q{group}_{place}, 0)" for place in (0, 1, 2, 4, 8))
        + ") div 5, 2)"
        for group in range(GROUPS - 1)
    }
    total = " + ".join(means)
    return {**means, "/data/total": f"round(({total}) div {len(means)}, 2)"}


def form_xml() -> str:
    """The XForm that both engines read."""
    made = items()
    groups = "".join(
        f"<g{group}>" + "".join(f"<{i.name}/>" for i in made if i.group == group) + f"</g{group}>"
        for group in range(GROUPS)
    )
    leaves = "".join(f"<{ref.rsplit('/', 1)[1]}/>" for ref in calculations())
    binds = "".join(
        _bind(i.ref, "int" if i.kind is Kind.INTEGER else "string", rules(i)) for i in made
    )
    binds += "".join(_bind(ref, "decimal", {"calculate": x}) for ref, x in calculations().items())
    points = "".join(f"<item><name>{n}</name><label>{n}</label></item>" for n in range(11))
    body = "".join(
        f'<group ref="/data/g{group}">' + "".join(_control(i) for i in made if i.group == group)
        + "</group>"
        for group in range(GROUPS)
    )  # fmt: skip
    return (
        f'{_HEAD}<instance><data id="bench">{groups}{leaves}</data></instance>'
        f'<instance id="points"><root>{points}</root></instance>{binds}'
        f"</model></h:head><h:body>{body}</h:body></h:html>"
    )


def _bind(ref: str, type_: str, given: dict[str, str]) -> str:
    more = "".join(f" {name}={quoteattr(value)}" for name, value in given.items())
    return f'<bind nodeset="{ref}" type="{type_}"{more}/>'


def _control(item: Item) -> str:
    if item.kind is not Kind.SELECT_ONE:
        return f'<input ref="{item.ref}"><label>{item.name}</label></input>'
    return (
        f'<select1 ref="{item.ref}"><label>{item.name}</label>'
        "<itemset nodeset=\"instance('points')/root/item\">"
        '<value ref="name"/><label ref="label"/></itemset></select1>'
    )


def form() -> Form:
    """The form with twenty soft checks besides."""
    choices = tuple(Choice(str(n), {"": str(n)}) for n in range(11))
    questions = [
        Question(
            key=i.name, ref=i.ref, name=i.name, kind=i.kind, labels={},
            choices=choices if i.kind is Kind.SELECT_ONE else (),
        )
        for i in items()
    ]  # fmt: skip
    questions += [
        Question(key=ref[6:], ref=ref, name=ref[6:], kind=Kind.CALCULATE, labels={})
        for ref in calculations()
    ]
    checks = tuple(
        Check(
            id=f"C{group}", severity=Severity.REVIEW,
            test=f"not(/data/g{group}/q{group}_0 >= 9 and /data/g{group}/q{group}_1 <= 2)",
            when="", messages={}, questions=(f"q{group}_0", f"q{group}_1"),
        )
        for group in range(GROUPS)
    )  # fmt: skip
    return Form(
        id=FormId("0" * 64), form_id="bench", version="1", code="000000", titles={},
        languages=("",), default_language="", questions=tuple(questions), sections=(),
        dimensions=(), checks=checks, xml=form_xml(),
    )  # fmt: skip


def record(chance: random.Random) -> Answers:
    """Answers to all questions."""
    answers: Answers = {}
    for item in items():
        if item.kind is Kind.SELECT_ONE:
            answers[item.name] = str(chance.randrange(11))
        elif item.kind is Kind.INTEGER:
            answers[item.name] = str(chance.randrange(700))
        else:
            answers[item.name] = f"text {chance.randrange(1000)}"
    return answers


def timed(action: Callable[[], object], times: int) -> list[float]:
    """Milliseconds of each run."""
    spent = []
    for _ in range(times):
        start = time.perf_counter()
        action()
        spent.append((time.perf_counter() - start) * 1000)
    return spent


def keystrokes(subject: Form, records: list[Answers]) -> list[float]:
    """Milliseconds of each answer of the records, one after the other on one sheet; sorted."""
    state = FormState(subject, now=NOW, answers=records[0])
    spent = []
    for answers in records:
        for key, answer in answers.items():
            start = time.perf_counter()
            state.answer(key, answer)
            spent.append((time.perf_counter() - start) * 1000)
    return sorted(spent)


def ours(program: Program, records: list[Answers]) -> dict[str, float]:
    """Our figures. The reference knows no soft checks: it is compared without them."""
    subject = program.form
    alike = keystrokes(replace(subject, checks=()), records[:20])
    state = FormState(subject, now=NOW, program=program, answers=records[0])
    violations = sum(
        finding.check.startswith(("required:", "constraint:"))
        for findings in revalidated(program, records[:PEER_RECORDS], NOW)
        for finding in findings
    )
    start = time.process_time()  # of this process alone: the machine has others
    found = sum(len(findings) for findings in revalidated(program, records, NOW))
    each = (time.process_time() - start) * 1000 / len(records)
    return {
        "rules": len(program.rules),
        "compile_ms": statistics.median(timed(lambda: compile_form(subject), 5)),
        "open_ms": statistics.median(
            timed(lambda: FormState(subject, now=NOW, program=program), 30)
        ),
        "full_ms": statistics.median(timed(state._engine.everything, 200)),
        "keystroke_median_ms": statistics.median(alike),
        "keystroke_p99_ms": alike[int(len(alike) * 0.99)],
        "checked_keystroke_median_ms": statistics.median(keystrokes(subject, records[:20])),
        "record_ms": each,
        "findings": found,
        "violations": violations,
    }


_PEER = """
import { readFileSync } from 'node:fs';
import { JSDOM } from 'jsdom';
const dom = new JSDOM('<html/>');
for (const k of ['DOMParser','XMLSerializer','Node','Element','Document','XMLDocument','Attr','Text',
  'Comment','CDATASection','NodeList','File','Blob','HTMLElement','DocumentType',
  'ProcessingInstruction','XPathResult','XPathEvaluator','ParentNode'])
  if (dom.window[k] !== undefined) globalThis[k] = dom.window[k];
globalThis.__dirname = process.cwd(); globalThis.window ??= dom.window; globalThis.document ??= dom.window.document;
const { loadForm } = await import('@getodk/xforms-engine');
const { xml, records, refs } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const clock = async (f) => { const t = performance.now(); const r = await f(); return [performance.now() - t, r]; };
const median = (a) => a.slice().sort((x, y) => x - y)[Math.floor(a.length / 2)];
const [load, form] = await clock(() => loadForm(xml));
if (form.status === 'failure') throw form.error;
const opens = []; let instance;
for (let i = 0; i < 8; i++) { const [t, r] = await clock(() => form.createInstance()); opens.push(t); instance = r; }
const index = (root) => { const m = new Map(); const walk = (n) => { m.set(n.currentState.reference, n);
  for (const k of n.currentState.children ?? []) walk(k); }; walk(root); return m; };
const put = (node, value) => node.nodeType !== 'select' ? node.setValue(value)
  : node.selectType === 'select' ? node.selectValues(value.split(' ')) : node.selectValue(value);
let nodes = index(instance.root);
const keys = [];
for (const record of records) for (const [name, value] of Object.entries(record)) {
  const node = nodes.get(refs[name]);
  const t = performance.now(); put(node, value); keys.push(performance.now() - t);
}
const start = performance.now();
let violations = 0;
for (const record of records) {
  const one = form.createInstance(); const m = index(one.root);
  for (const [name, value] of Object.entries(record)) put(m.get(refs[name]), value);
  violations += one.root.validationState.violations.length;
}
const each = (performance.now() - start) / records.length;
keys.sort((x, y) => x - y);
console.log(JSON.stringify({ compile_ms: load, open_ms: median(opens), keystroke_median_ms: median(keys),
  keystroke_p99_ms: keys[Math.floor(keys.length * 0.99)], record_ms: each, violations }));
"""


def peer(folder: Path, subject: Form, records: list[Answers]) -> dict[str, float] | str:
    """The reference engine's figures, or why there are none."""
    node = shutil.which("node")
    if node is None:
        return "Node is not installed"
    if not (folder / "node_modules" / "@getodk" / "xforms-engine").exists():
        return "@getodk/xforms-engine is not there (run with --install)"
    script, data = folder / "peer.mjs", folder / "peer.json"
    script.write_text(_PEER)
    refs = {question.key: question.ref for question in subject.questions}
    data.write_text(json.dumps({"xml": subject.xml, "records": records, "refs": refs}))
    done = subprocess.run(
        [node, str(script), str(data)], cwd=folder, capture_output=True, text=True, timeout=600
    )
    if done.returncode:
        return done.stderr.strip()[-600:]
    return dict(json.loads(done.stdout.strip().splitlines()[-1]))


def install(folder: Path) -> None:
    """Fetch the reference engine into a folder of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["npm", "install", "--no-audit", "--no-fund", "@getodk/xforms-engine", "jsdom"],
        cwd=folder, check=True,
    )  # fmt: skip


def bank_form() -> Form | None:
    """BSQ-1 as it is shipped, or None where its workbook is not built."""
    from core.forms.assemble import assemble
    from core.forms.conversion import convert

    workbook = Path(__file__).parents[1] / "resources" / "forms" / "BSQ-1.xlsx"
    if not workbook.exists():
        return None
    data = workbook.read_bytes()
    return assemble(convert(data, "xlsx", workbook.name), FormId(hashlib.sha256(data).hexdigest()))


def bank_record(subject: Form, chance: random.Random) -> Answers:
    """Answers to the shipped form, skips not minded."""
    answers: Answers = {}
    for question in subject.keyed:
        if question.choices:
            answers[question.key] = chance.choice(question.choices).name
        elif question.kind is Kind.DATE:
            answers[question.key] = f"2026-11-{chance.randrange(1, 22):02d}"
        else:
            answers[question.key] = str(chance.randrange(60))
    return answers


def compared(
    subject: Form, records: list[Answers], how_many: int, folder: Path, limits: dict[str, float]
) -> list[str]:
    """Print the figures of one form; return what does not hold."""
    program = compile_form(subject)
    gc.collect()
    figures = ours(program, [records[n % len(records)] for n in range(how_many)])
    figures["records_s"] = figures["record_ms"] * RECORDS / 1000
    missed = [name for name, limit in limits.items() if figures[name] >= limit]
    beside = peer(folder, subject, records[:PEER_RECORDS])
    if isinstance(beside, str):
        print(f"no comparison: {beside}")
        beside = {}
    elif beside["violations"] != figures["violations"]:
        missed.append("the reference finds other violations")
    ratios = {
        name: round(beside[name] / figures[name], 1) for name in beside if name.endswith("_ms")
    }
    missed += [f"slower than the reference: {name}" for name, ratio in ratios.items() if ratio < 1]
    shown = {name: round(value, 4) for name, value in figures.items()}
    print(json.dumps({"form": subject.form_id, "ours": shown, "peer": beside, "ratio": ratios}))
    return [f"{subject.form_id}: {each}" for each in missed]


def main() -> int:
    """Print the figures as JSON lines; exit 1 where a budget or the comparison does not hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer", type=Path, default=PEER_FOLDER)
    parser.add_argument("--install", action="store_true")
    parser.add_argument("--records", type=int, default=RECORDS)
    given = parser.parse_args()
    if given.install:
        install(given.peer)
    chance = random.Random(5)
    made = [record(chance) for _ in range(500)]
    missed = compared(form(), made, given.records, given.peer, LIMITS)
    bank = bank_form()
    if bank is not None:
        typed = [bank_record(bank, chance) for _ in range(500)]
        missed += compared(bank, typed, given.records, given.peer, LIMITS)
    print(json.dumps({"missed": missed}))
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())

"""The journal as a workbook: one row for each changed value, with who signed it and what that means."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from core.event import Event, Kind
from core.reports.cells import Page, Value, safe
from core.workflow.before import Change
from core.workflow.bodies import PROJECT
from core.workflow.misfiling import is_misfiling, is_move

MEANINGS: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.PERSON_ADDED: ("证明此人及其密钥", "certifies this person and these keys"),
        Kind.PERSON_CHANGED: ("批准此人的变更", "approves this change of a person"),
        Kind.PROJECT_CHANGED: ("决定项目设置", "decides on a setting of the project"),
        Kind.UNIT_RECORDED: ("登记此机构", "records this unit"),
        Kind.FORM_PUBLISHED: ("发布此版问卷", "publishes this version of the form"),
        Kind.BATCH_OPENED: ("建立批次并指定岗位", "opens the batch and names its people"),
        Kind.KEY_GRANTED: ("授予密钥", "grants this key"),
        Kind.KEYING_SUBMITTED: (
            "一级自查：已按纸卷录入并自查",
            "level 1: keyed from the paper and checked by the clerk",
        ),
        Kind.BATCH_CLOSED: ("结束录入", "ends the keying of the batch"),
        Kind.SHEET_MOVED: (
            "把未完成的答卷拆为单独一部分",
            "splits this unfinished sheet off as part of its own batch",
        ),
        Kind.BATCH_CHANGED: (
            "对批次的纸卷或人员作出说明",
            "accounts for the paper or the people of the batch",
        ),
        Kind.DIFFERENCE_RULED: ("第三人按纸卷核定", "ruled from the paper as a third person"),
        Kind.RECORD_SETTLED: ("核定答卷成立", "settles the record of the sheet"),
        Kind.QUERY_CLOSED: ("对疑点作出处理", "decides on this query"),
        Kind.SHEET_VOIDED: ("认定答卷无效", "declares the sheet void"),
        Kind.SAMPLE_DRAWN: ("抽取审核样本", "draws the sample for review"),
        Kind.SHEET_REVIEWED: ("已按纸卷审核", "reviewed against the paper"),
        Kind.BATCH_DECIDED: ("对批次作出审核结论", "gives the verdict of the level on the batch"),
        Kind.SHEET_ERASED: ("销毁个人信息", "destroys personal data"),
    }
)
"""What a signature under each kind of event means, in Chinese and English (21 CFR 11.50)."""
HAPPENED: Mapping[Kind, tuple[str, str]] = MappingProxyType(
    {
        Kind.PROJECT_CREATED: ("建立项目", "Project created"),
        Kind.PROJECT_CHANGED: ("项目设置", "Setting of the project"),
        Kind.UNIT_RECORDED: ("登记机构", "Unit recorded"),
        Kind.PERSON_ADDED: ("添加人员", "Person added"),
        Kind.PERSON_CHANGED: ("变更人员", "Person changed"),
        Kind.FORM_PUBLISHED: ("发布问卷", "Form published"),
        Kind.BATCH_OPENED: ("建立批次", "Batch opened"),
        Kind.KEY_GRANTED: ("授予密钥", "Key granted"),
        Kind.KEYING_SUBMITTED: ("录入签名（一级自查）", "Keying signed (level 1)"),
        Kind.SHEET_SET_ASIDE: ("搁置答卷", "Sheet set aside"),
        Kind.BATCH_CLOSED: ("结束录入", "Keying closed"),
        Kind.BATCH_CHANGED: ("批次的纸卷或人员变动", "Paper or people of a batch"),
        Kind.SHEET_MOVED: ("答卷拆入尾批", "Sheet split off"),
        Kind.SHEET_COMPARED: ("比对两遍录入", "Readings compared"),
        Kind.DIFFERENCE_OPENED: ("提出差异", "Difference opened"),
        Kind.DIFFERENCE_RULED: ("核定差异", "Difference ruled"),
        Kind.RECORD_SETTLED: ("核定答卷", "Record settled"),
        Kind.RECORD_CHECKED: ("按规则检查答卷", "Record checked by rules"),
        Kind.QUERY_CLOSED: ("结清疑点", "Query closed"),
        Kind.SHEET_VOIDED: ("答卷作废", "Sheet voided"),
        Kind.SAMPLE_DRAWN: ("抽取样本", "Sample drawn"),
        Kind.SHEET_REVIEWED: ("审核答卷", "Sheet reviewed"),
        Kind.BATCH_DECIDED: ("批次审核决定", "Batch decided"),
        Kind.REPORT_EXPORTED: ("导出报告", "Report exported"),
        Kind.SHEET_ERASED: ("销毁个人信息", "Personal data destroyed"),
        Kind.SHEET_SCANNED: ("附加或移除扫描件", "Scan attached or removed"),
        Kind.FILE_CLEANED: ("照片重新编码", "Picture written anew"),
        Kind.LOGIN_FAILED: ("登录前密码错误", "Wrong passwords before"),
    }
)
"""What happened, in Chinese and English: an auditor need not know the kinds' codes."""
THE_PROJECT = "项目 Project"
POOLED = (
    "批准此版与较早一版合并统计",
    "approves that this version counts together with an earlier one",
)
REFILED = (
    "第三人认定录入所据的是另一份纸卷",
    "ruled as a third person that this was keyed from another paper",
)
OTHER_MEANING = ("确认此操作", "confirms this action")
UNSIGNED = ("", "")

COLUMNS = (
    ("时间 Time", 24.0),
    ("操作 Kind", 20.0),
    ("发生了什么", 22.0),
    ("What happened", 26.0),
    ("对象 Concerning", 26.0),
    ("姓名 Name", 20.0),
    ("身份 As", 14.0),
    ("签名含义", 28.0),
    ("Meaning of the signature", 36.0),
    ("字段 Field", 22.0),
    ("原值 Old value", 34.0),
    ("新值 New value", 34.0),
    ("设备 Device", 20.0),
    ("序号 Line", 10.0),
    ("散列值 Hash", 66.0),
)


@dataclass(frozen=True)
class JournalLine:
    """One event as an auditor reads it."""

    event: Event
    hash: str
    at: datetime
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class JournalReport:
    """What one export says; `lines` is read once."""

    lines: Iterable[JournalLine]
    names: Mapping[str, str]
    """Ids of people and batches -> names and codes."""
    head: str
    made_at: datetime
    made_by: str


def meaning(event: Event) -> tuple[str, str]:
    """What the signature under the event means (Chinese, English); empty where nobody signed."""
    if not event.signature:
        return UNSIGNED
    if event.kind is Kind.FORM_PUBLISHED and event.body.get("pools_with"):
        return POOLED
    if is_move(event) or is_misfiling(event):
        return REFILED
    return MEANINGS.get(event.kind, OTHER_MEANING)


def journal_workbook(report: JournalReport) -> bytes:
    """The export as .xlsx; a value of any content stays text."""
    from core.reports.workbook import written

    heads, widths = zip(*COLUMNS, strict=True)
    about: list[list[Value]] = [
        ["链首码 Head code", safe(report.head)],
        ["导出 Exported", safe(f"{report.made_at:%Y-%m-%d %H:%M %z} {report.made_by}")],
    ]
    return written(
        [
            Page("操作日志 Journal", (heads,), widths, _rows(report), frozen=3),
            Page("说明 About", (("操作日志 Journal", ""),), (30.0, 90.0), about, filtered=False),
        ]
    )


def _rows(report: JournalReport) -> Iterator[list[Value]]:
    names = {**report.names, PROJECT: THE_PROJECT}
    for line in report.lines:
        event, stamp = line.event, line.event.stamp
        subject, slash, rest = event.subject.partition("/")
        lead: list[Value] = [
            f"{line.at:%Y-%m-%d %H:%M:%S%z}",
            event.kind.value,
            *HAPPENED[event.kind],
            safe(names.get(subject, subject) + slash + rest),
            safe(names.get(event.actor, event.actor)),
            safe(event.role),
            *meaning(event),
        ]
        tail: list[Value] = [safe(stamp.device), stamp.seq, safe(line.hash)]
        for change in line.changes or (Change("", None, None),):
            yield [*lead, safe(change.field), _value(change.old), _value(change.new), *tail]


def _value(value: Any) -> Value:
    if value is None:
        return None
    if isinstance(value, str):
        return safe(value)
    return safe(json.dumps(value, ensure_ascii=False, sort_keys=True))

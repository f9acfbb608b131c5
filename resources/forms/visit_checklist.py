"""MSC-1: the mystery shopper's checklist of eight weighted sections."""

from __future__ import annotations

import re

from resources.forms.xlsform import (
    Record,
    both,
    check,
    computed,
    group,
    options,
    ours,
    scoring,
    workbook,
)

SECTIONS = {
    "M1": ("等候时间", "Waiting time", 15), "M2": ("迎接与仪表", "Greeting and appearance", 10),
    "M3": ("引导与指引", "Guidance", 15), "M4": ("服务态度", "Attitude", 15),
    "M5": ("业务知识", "Business knowledge", 15), "M6": ("环境设施", "Facilities", 10),
    "M7": ("自助服务", "Self-service", 10), "M8": ("投诉处理", "Complaint handling", 10),
}  # fmt: skip
# number|type|NA allowed|red line|zh|en; type YN, S5, MIN (minutes) or SHARE (per cent)
ITEMS = """
M1.1|MIN|||取号到叫号分钟数|Minutes from ticket to call
M1.2|YN|||开放窗口与客流相称|Open counters match demand
M1.3|YN|NA||等候中有人安抚或分流|Staff ease or divert the queue
M1.4|YN|||等候信息可见|Waiting information visible
M2.1|YN|||进门一分钟内问候|Greeted within one minute
M2.2|YN|||着装、工牌合规|Dress and badge correct
M2.3|S5|||使用礼貌用语|Polite wording used
M2.4|YN|||结束时道别|Farewell given
M3.1|S5|||主动询问需求并指明去处|Asks the need and directs
M3.2|YN||yes|一次讲清材料和步骤|Tells papers and steps at once
M3.3|S5|||指引清楚无误|Directions clear and right
M3.4|YN|||标识与叫号屏清楚|Signs and call screen clear
M4.1|S5|||耐心倾听不打断|Listens without cutting in
M4.2|S5|||语气平和不生硬|Tone calm, not stiff
M4.3|YN||yes|无推诿|No passing the buck
M4.4|YN|NA||照顾特殊客户|Cares for customers with special needs
M5.1|S5||. = 1|回答准确|Answers correct
M5.2|S5|||操作熟练|Handles the system skilfully
M5.3|YN|NA||说明费用与风险|Explains fees and risk
M5.4|YN|||首问负责、跟进到底|First person asked follows through
M6.1|S5|||环境整洁|Clean
M6.2|YN|||座椅、饮水等可用|Seats and water usable
M6.3|YN|||公示与服务指南齐全|Notices and guides complete
M6.4|YN|NA||无障碍设施可用|Access facilities usable
M7.1|SHARE|||自助机可用率(%)|Terminals working (per cent)
M7.2|S5|||界面易懂|Screen easy to follow
M7.3|YN|||有人协助|Help available
M7.4|YN|NA||线上办理有介绍|Online option explained
M8.1|YN|||投诉渠道(电话、窗口、意见箱、二维码)公示|Complaint channels shown
M8.2|YN|NA||15分钟内有人回应|Someone responds within 15 minutes
M8.3|YN|NA||当场记录并告知时限|Recorded and time limit told
M8.4|S5|NA||态度诚恳、给出方案|Sincere, offers a solution
""".strip().splitlines()

TYPES = {"YN": "select_one yn", "S5": "select_one s5", "MIN": "integer", "SHARE": "integer"}
BANDS = "5:100 10:85 15:70 30:30 *:0"
FAILED = {"YN": "${N} = '0'", "S5": "${N} <= 2", "MIN": "${N} > 30", "SHARE": "${N} < 50"}
POINTS = {
    "YN": "${N} * 100", "S5": "(${N} - 1) * 25", "SHARE": "${N}",
    "MIN": "if(${N} <= 5, 100, if(${N} <= 10, 85, if(${N} <= 15, 70, if(${N} <= 30, 30, 0))))",
}  # fmt: skip


def item_name(number: str) -> str:
    """M1.1 -> M1_1: a dot is legal in names but unusual in tools that read them."""
    return number.replace(".", "_")


def item(line: str) -> list[Record]:
    """An item and the remark that a fail asks for."""
    number, kind, na, critical, zh, en = line.split("|")
    name = item_name(number)
    columns = {"qno": number, "dim": number[:2], "weight": 1, "max": 100 if kind == "SHARE" else "",
               "critical": critical, "na": "yes" if na else "",
               "points": BANDS if kind == "MIN" else "", "missing": "9=na" if na else ""}  # fmt: skip
    row: Record = {"type": TYPES[kind] + ("_na" if na else ""), "name": name, "required": "yes"}
    row |= both("label", zh, en) | ours(**columns)
    limit = {"MIN": ". >= 0 and . <= 240", "SHARE": ". >= 0 and . <= 100"}.get(kind)
    if limit:
        row["constraint"] = limit
    remark: Record = {"type": "text", "name": f"{name}_remark", "required": "yes",
                      "relevant": FAILED[kind].replace("N", name),
                      **both("label", f"{number} 说明", f"{number} remark")}  # fmt: skip
    return [row, remark]


TIMES = ("t_arrive", "t_ticket", "t_called", "t_finished", "t_left")
TIME_LABELS = ("进门|Arrived", "取号|Ticket taken", "叫号|Called", "办完|Finished", "离开|Left")


def section_sums(section: str) -> list[Record]:
    """Number of scored items and their mean points, for the total shown at the end."""
    found = [line.split("|") for line in ITEMS if line.startswith(section + ".")]
    counted, points = [], []
    for number, kind, na, *_ in found:
        name = item_name(number)
        excused = f"${{{name}}} = ''" + (f" or ${{{name}}} = '9'" if na else "")
        counted.append(f"if({excused}, 0, 1)")
        points.append(f"if({excused}, 0, {POINTS[kind].replace('N', name)})")
    low = section.lower()
    return [
        computed(f"{low}_n", " + ".join(counted)),
        computed(
            f"{low}_score", f"if(${{{low}_n}} = 0, 0, ({' + '.join(points)}) div ${{{low}_n}})"
        ),
    ]


def visit_total() -> list[Record]:
    """The score of the whole visit before the cap, and the red lines that failed."""
    lows = [(section.lower(), weight) for section, (_, _, weight) in SECTIONS.items()]
    above = " + ".join(f"if(${{{s}_n}} = 0, 0, {w} * ${{{s}_score}})" for s, w in lows)
    below = " + ".join(f"if(${{{s}_n}} = 0, 0, {w})" for s, w in lows)
    red = []
    for line in ITEMS:
        number, _, _, critical, _, _ = line.split("|")
        if critical:
            name = "${" + item_name(number) + "}"
            test = f"{name} = '0'" if critical == "yes" else re.sub(r"^\.", name, critical)
            red.append(f"if({test}, 1, 0)")
    return [
        computed("weight_used", below),
        computed("total", f"if(${{weight_used}} = 0, 0, ({above}) div ${{weight_used}})"),
        computed("red_lines", " + ".join(red)),
    ]


def remarks_missing() -> str:
    """Number of failed items without a remark."""
    terms = []
    for line in ITEMS:
        number, kind, *_ = line.split("|")
        name = item_name(number)
        terms.append(f"if({FAILED[kind].replace('N', name)} and ${{{name}_remark}} = '', 1, 0)")
    return " + ".join(terms)


BRANCHES = """E01|滨江路网点|Riverside
E02|新城网点|New Town
E03|园区网点|Park
S01|海珠湾网点|Pearl Bay
S02|科技园网点|Tech Park
S03|老街网点|Old Street
N01|中轴网点|Central Axis
N02|学院路网点|College Road
N03|站前网点|Station
W01|锦里网点|Brocade Lane
W02|山城网点|Hill City
W03|高新网点|High-tech""".splitlines()

YN = {"1": 100, "0": 0}
FIVE = {str(n): (n - 1) * 25 for n in range(1, 6)}
FIVE_TEXTS = ("1|很差|Very poor", "2|差|Poor", "3|一般|Fair", "4|好|Good", "5|很好|Very good")
NOT_APPLICABLE = "9|不适用|Not applicable"


def with_na(rows: list[Record]) -> list[Record]:
    """Mark the choice that leaves the denominator."""
    return [row | {"na": "yes"} if row["name"] == "9" else row for row in rows]


MSC_CHOICES = [
    *options("branch", *BRANCHES),
    *options("scenario", "1|开户咨询|Account opening enquiry", "2|转账求助|Transfer help",
             "3|忘带材料|Missing document", "4|高峰等候|Peak-hour wait", "5|投诉场景|Complaint",
             "6|老年客户|Elderly customer"),
    *options("business", "1|开户|Account opening", "2|存取款|Deposit or withdrawal",
             "3|转账|Transfer", "4|贷款|Loan", "5|理财|Wealth products", "6|缴费|Bill payment",
             "7|咨询|Enquiry"),
    *options("yn", "1|是|Yes", "0|否|No", scores=YN),
    *with_na(options("yn_na", "1|是|Yes", "0|否|No", NOT_APPLICABLE, scores=YN)),
    *options("s5", *FIVE_TEXTS, scores=FIVE),
    *with_na(options("s5_na", *FIVE_TEXTS, NOT_APPLICABLE, scores=FIVE)),
]  # fmt: skip

MSC_SURVEY = [
    *group("header", "检查信息", "Visit",
        {"type": "select_one branch", "name": "branch", "required": "yes",
         **both("label", "网点", "Branch")},
        {"type": "date", "name": "visit_date", "required": "yes", **both("label", "日期", "Date")},
        {"type": "select_one scenario", "name": "scenario", "required": "yes",
         **both("label", "场景", "Scenario")},
        {"type": "select_one business", "name": "business", "required": "yes",
         **both("label", "办理业务", "Business asked")},
        {"type": "text", "name": "counter", **both("label", "窗口或工号", "Counter or staff code"),
         **ours(personal="yes")},
        *({"type": "time", "name": name, "required": "yes" if name in ("t_arrive", "t_left") else "",
           **both("label", *label.split("|"))} for name, label in zip(TIMES, TIME_LABELS, strict=True))),
    *(row for section, (zh, en, weight) in SECTIONS.items()
      for row in group(section, zh, en,
                       *(r for line in ITEMS if line.startswith(section + ".") for r in item(line)),
                       weight=weight, dim=section)),
    *group("evidence", "佐证", "Evidence",
        {"type": "image", "name": "photos", **both("label", "照片", "Photos")},
        {"type": "text", "name": "summary", "appearance": "multiline",
         **both("label", "总体印象", "Overall impression")}),
    *(row for section in SECTIONS for row in section_sums(section)),
    *visit_total(),
    computed("remarks_missing", remarks_missing()),
]  # fmt: skip


def in_order(first: str, second: str) -> str:
    """True unless both times are there and the second is earlier."""
    return (f"(${{{first}}} = '' or ${{{second}}} = ''"
            f" or decimal-time(${{{first}}}) <= decimal-time(${{{second}}}))")  # fmt: skip


PAIRS = [(a, b) for i, a in enumerate(TIMES) for b in TIMES[i + 1 :]]
MSC_CHECKS = [
    check("R20_order", "block", " ".join(TIMES), " and ".join(in_order(a, b) for a, b in PAIRS),
          "时间顺序不对:进门、取号、叫号、办完、离开",
          "The times are out of order: arrived, ticket, called, finished, left"),
    check("R20_wait", "warn", "M1_1 t_ticket t_called",
          "abs(${M1_1} - (decimal-time(${t_called}) - decimal-time(${t_ticket})) * 1440) < 1.001",
          "填写的等候分钟数与取号、叫号时间相差 1 分钟以上",
          "The minutes typed differ from the ticket and call times by more than 1",
          when="${M1_1} != '' and ${t_ticket} != '' and ${t_called} != ''",
          note="1.001: a time of day is a fraction and a whole minute is not exact in it."),
    check("R21", "block", " ".join(item_name(line.split("|")[0]) for line in ITEMS), "${remarks_missing} = 0",
          "不合格或 2 分以下的项目要写说明", "An item that failed or scored at most 2 needs a remark"),
    check("R22", "review", "M3_2 M4_3 M5_1", "not(${red_lines} > 0 and ${total} > 60)",
          "触碰红线,总分按 60 分封顶并复核", "A red line failed: the score is capped at 60 and reviewed"),
]  # fmt: skip


def workbook_bytes() -> bytes:
    """MSC-1.xlsx."""
    sections = [f"{name}|{weight}|{zh}|{en}" for name, (zh, en, weight) in SECTIONS.items()]
    return workbook(
        "MSC-1", "神秘顾客检查表", "Mystery-shopper checklist", "visit",
        survey=MSC_SURVEY, choices=MSC_CHOICES, checks=MSC_CHECKS, scoring=scoring(sections),
    )  # fmt: skip

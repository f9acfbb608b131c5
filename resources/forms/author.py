"""Writes the two demo workbooks of this folder: python resources/forms/author.py.

Rows are kept here as text because a workbook cannot be reviewed line by line.
"""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

ZH, EN = "中文 (zh)", "English (en)"
NAMESPACES = 'tk="urn:twinkey:xlsform:1"'
Record = dict[str, object]


def both(header: str, zh: str, en: str) -> Record:
    """A translated cell."""
    return {f"{header}::{ZH}": zh, f"{header}::{EN}": en}


def words(header: str, zh: str, en: str) -> Record:
    """A translated cell of a sheet or column of ours."""
    return {f"{header}-zh": zh, f"{header}-en": en}


def ours(**columns: object) -> Record:
    """Cells of bind::tk:* columns."""
    return {f"bind::tk:{name}": value for name, value in columns.items() if value != ""}


def group(name: str, zh: str, en: str, *rows: Record, **columns: object) -> list[Record]:
    """A section with its rows."""
    begin = {"type": "begin_group", "name": name, **both("label", zh, en), **ours(**columns)}
    return [begin, *rows, {"type": "end_group"}]


def options(list_name: str, *rows: str, scores: dict[str, object] | None = None) -> list[Record]:
    """Choices from "code|zh|en" lines."""
    found: list[Record] = []
    for row in rows:
        code, zh, en = row.split("|")
        score = {"score": scores[code]} if scores and code in scores else {}
        found.append({"list_name": list_name, "name": code, **both("label", zh, en), **score})
    return found


# --- BSQ-1 --------------------------------------------------------------------------------------
BSQ_CHOICES = [
    *options("channel", "1|网点现场纸质|Paper at the branch", "2|活动现场|Event site",
             "3|信函|Letter", "4|电话访问|Phone interview"),
    *options("last_visit", "1|7天内|Within 7 days", "2|30天内|Within 30 days",
             "3|3个月内|Within 3 months", "4|更早|Earlier"),
    *options("business", "1|开户|Account opening", "2|存取款|Deposit or withdrawal",
             "3|转账汇款|Transfer", "4|贷款|Loan", "5|理财|Wealth products", "6|缴费|Bill payment",
             "7|挂失换卡|Lost or new card", "8|咨询|Enquiry", "9|其他|Other"),
    *options("visits", "1|1次|Once", "2|2–3次|2–3 times", "3|4–6次|4–6 times", "4|7次及以上|7 or more"),
    *options("age", "1|25岁以下|Under 25", "2|25–45岁|25–45", "3|46–60岁|46–60", "4|60岁以上|Over 60"),
    *options("job", "1|企业职员|Company employee", "2|自由职业|Freelance", "3|个体经营|Own business",
             "4|公共事业|Public service", "5|学生|Student", "6|退休|Retired", "7|其他|Other"),
    *options("tenure", "1|不到6个月|Under 6 months", "2|6–24个月|6–24 months",
             "3|2–5年|2–5 years", "4|5年以上|Over 5 years"),
    *options("s5", "1|很不满意|Very dissatisfied", "2|不满意|Dissatisfied", "3|一般|Neutral",
             "4|满意|Satisfied", "5|很满意|Very satisfied",
             scores={"1": 1, "2": 2, "3": 3, "4": 4, "5": 5}),
    *options("done", "1|是|Yes", "2|部分|Partly", "3|否|No"),
    *options("selfservice", "1|自助机|Machine", "2|手机APP|Phone app", "3|小程序|Mini-program",
             "4|都没有|None of them"),
    *options("yesno", "1|是|Yes", "2|否|No"),
    *options("effort", "1|很容易|Very easy", "2|容易|Easy", "3|比较容易|Fairly easy",
             "4|一般|Neither", "5|有点费力|Somewhat hard", "6|费力|Hard", "7|很费力|Very hard",
             scores={str(n): n for n in range(1, 8)}),
    *options("nps", "0|0 完全不可能|0 Not at all likely", *(f"{n}|{n}|{n}" for n in range(1, 10)),
             "10|10 极有可能|10 Extremely likely", scores={str(n): n for n in range(11)}),
]  # fmt: skip


def asked(
    number: str, kind: str, zh: str, en: str, dim: str, mark: str = "", **more: object
) -> Record:
    """A numbered question; mark holds R (required) and K (key field)."""
    row: Record = {"type": kind, "name": number, **both("label", zh, en)}
    if "R" in mark:
        row["required"] = "yes"
    row |= {
        name: more.pop(name) for name in ("relevant", "constraint", "appearance") if name in more
    }
    page = 1 if int(number[1:]) <= 12 else 2
    key = "yes" if "K" in mark else ""
    metric = more.pop("metric", "item" if kind == "select_one s5" else "")
    return row | ours(qno=number, page=page, dim=dim, keyfield=key, metric=metric, **more)


def scale(number: str, zh: str, en: str, dim: str, mark: str, **more: object) -> Record:
    """A question on the five-point scale."""
    return asked(number, "select_one s5", zh, en, dim, mark, appearance="likert", **more)


FREE = "trim space width punct"
BSQ_SURVEY = [
    *group("header", "卷首", "Header",
        {"type": "date", "name": "survey_date", **both("label", "填答日期", "Survey date"),
         "required": "yes", **ours(page=1)},
        {"type": "select_one channel", "name": "channel", **both("label", "渠道", "Channel"),
         "required": "yes", **ours(page=1)},
        {"type": "text", "name": "collector", **both("label", "收集人", "Collector"),
         **ours(page=1, compare="trim space width case")},
        {"type": "text", "name": "customer_id", **both("label", "客户编号", "Customer ID"),
         **ours(page=1, compare="trim width case", personal="yes")}),
    *group("BAS", "基本情况", "About you",
        asked("Q01", "select_one last_visit", "您上一次到本网点办事是在什么时候?",
              "When did you last use this branch?", "BAS", "R"),
        asked("Q02", "select_one business", "您今天主要办理哪类业务?",
              "What was your main business today?", "BAS", "R"),
        asked("Q03", "select_one visits", "近三个月您大约来过几次?",
              "About how many visits in the last three months?", "BAS"),
        asked("Q04", "select_one age", "您的年龄段", "Your age band", "BAS"),
        asked("Q05", "select_one job", "您的职业", "Your occupation", "BAS"),
        asked("Q06", "select_one tenure", "您成为我们的客户多久了?",
              "How long have you been our customer?", "BAS")),
    *group("EFF", "办事效率", "Efficiency",
        asked("Q07", "integer", "从取号到开始办理,您大约等了多少分钟?",
              "About how many minutes from ticket to service?", "EFF", "R",
              constraint=". >= 0 and . <= 240 or . = 998", missing="998=na")
        | both("hint", "没有取号的填 998", "998 if no ticket was taken")
        | both("constraint_message", "应为 0–240 分钟", "0 to 240 minutes"),
        scale("Q08", "您对今天的等候时间", "Your waiting time today", "EFF", "RK"),
        scale("Q09", "您对手续和填表的简便程度", "How simple the steps and forms were", "EFF", "R"),
        scale("Q10", "您对办完全部业务所用的时间", "The total time your business took", "EFF", "RK")),
    *group("RSP", "响应速度", "Response",
        scale("Q11", "您对进门后有人接待的快慢", "How quickly someone attended to you", "RSP", "R"),
        scale("Q12", "您对提问后得到答复的快慢", "How quickly your questions were answered", "RSP", "RK")),
    *group("SOL", "解决问题", "Problem solving",
        asked("Q13", "select_one done", "您的事情今天一次办成了吗?",
              "Was your business completed in one visit?", "SOL", "R"),
        scale("Q14", "您对工作人员解答的准确和清楚程度",
              "How correct and clear the explanations were", "SOL", "R"),
        scale("Q15", "您对问题最终的解决情况", "How your problem was finally solved", "SOL", "RK")),
    *group("ATT", "服务态度", "Attitude",
        scale("Q16", "您对工作人员的礼貌和耐心", "Courtesy and patience of the staff", "ATT", "RK"),
        scale("Q17", "您对工作人员主动引导和说明", "Guidance given without being asked", "ATT", "R"),
        scale("Q18", "您对工作人员的仪容和专业形象", "Appearance and professional manner", "ATT", "")),
    *group("ENV", "环境设施", "Environment",
        scale("Q19", "您对网点的整洁和舒适", "Cleanliness and comfort", "ENV", "R"),
        scale("Q20", "您对标识、叫号和等候信息的清楚程度",
              "Clearness of signs, calls and waiting information", "ENV", "R")),
    *group("DIG", "自助与线上", "Self-service and online",
        asked("Q21", "select_multiple selfservice", "您今天用过哪些自助方式?",
              "Which self-service did you use today?", "DIG", "R"),
        scale("Q22", "您对自助设备或线上渠道的好用程度", "Ease of self-service or online channels",
              "DIG", "R", relevant="not(selected(${Q21}, '4'))")),
    *group("PER", "个性关怀", "Personal care",
        scale("Q23", "您对服务照顾到您个人需要的程度", "How well service met your own needs", "PER", "R")),
    *group("CMP", "投诉处理", "Complaint handling",
        asked("Q24", "select_one yesno", "近三个月您投诉或提过意见吗?",
              "Did you complain or suggest in the last three months?", "CMP", "R"),
        scale("Q25", "您对那次投诉或意见的处理", "How that complaint or suggestion was handled",
              "CMP", "R", relevant="${Q24} = '1'")),
    *group("ALL", "总体评价", "Overall",
        scale("Q26", "总的来说,您对本网点的服务", "Overall, the service of this branch", "ALL", "RK",
              metric="csat", max=5),
        asked("Q27", "select_one effort", "今天把事情办成,您觉得费力吗?",
              "How much effort did it take to get this done?", "ALL", "RK",
              appearance="likert", metric="ces", max=7),
        asked("Q28", "select_one nps", "您有多大可能把我们推荐给亲友?",
              "How likely are you to recommend us?", "ALL", "RK",
              appearance="likert", metric="nps", max=10)),
    *group("OPN", "意见建议", "In your words",
        asked("Q29", "text", "您给出这个推荐分数的主要原因是什么?",
              "What is the main reason for that score?", "OPN", appearance="multiline", compare=FREE),
        asked("Q30", "text", "您最希望我们先改进哪一项服务?为什么?",
              "Which service should we improve first, and why?", "OPN",
              appearance="multiline", compare=FREE)),
]  # fmt: skip

S5 = (
    "Q08",
    "Q09",
    "Q10",
    "Q11",
    "Q12",
    "Q14",
    "Q15",
    "Q16",
    "Q17",
    "Q18",
    "Q19",
    "Q20",
    "Q22",
    "Q23",
)
"""The five-point items that R02 averages; Q25 and Q26 are added where a rule says every item."""
ALL_S5 = (*S5, "Q25", "Q26")


def listed(names: tuple[str, ...]) -> str:
    """References to several questions, as the arguments of one function."""
    return ", ".join("${" + name + "}" for name in names)


def lowest(names: tuple[str, ...]) -> str:
    """The lowest answered value of several; 9 where none is answered."""
    return f"min({', '.join(f'number(coalesce(${{{name}}}, 9))' for name in names)})"


def computed(name: str, expression: str) -> Record:
    """A calculated value that checks refer to."""
    return {"type": "calculate", "name": name, "calculation": expression}


def check(
    name: str,
    level: str,
    questions: str,
    test: str,
    zh: str,
    en: str,
    when: str = "",
    note: str = "",
) -> Record:
    """A row of `checks`; test must be true where when holds."""
    return {"check_id": name, "severity": level, "questions": questions, "when": when, "test": test,
            **both("message", zh, en), "note": note}  # fmt: skip


def keyed(name: str) -> str:
    """True where the question holds a value or a special value."""
    return f"(${{{name}}} != '' or tk:special(${{{name}}}) != '')"


POSITIVE = "满意|很好|不错|周到|热情|专业|耐心|贴心|点赞|excellent|great|friendly|helpful|very good"
NEGATIVE = (
    "太差|很差|恶劣|不满|冷漠|推诿|气愤|投诉无门|失望|terrible|awful|rude|very bad|disappoint"
)
TEXTS = "concat(${Q29}, ' ', ${Q30})"
BSQ_CHECKS = [
    check("R01", "review", "Q10 Q12 Q26", "not((${Q12} = 1 or ${Q10} = 1) and ${Q26} = 5)",
          "办理或答复很慢(1分),总体却很满意(5分)", "Speed is rated 1, yet overall satisfaction is 5"),
    check("R02", "review", "Q26", f"abs(${{Q26}} - tk:mean({listed(S5)})) < 2",
          "总体评价与各项平均分相差 2 分以上", "Overall differs from the mean of the items by 2 or more",
          when=f"tk:answered({listed(S5)}) > 0 and ${{Q26}} != ''"),
    check("R03", "review", "Q26 Q25", f"not(${{Q26}} = 1 and {lowest((*S5, 'Q25'))} >= 4)",
          "各项都是满意,总体却是很不满意", "Every item is 4 or 5, yet overall is 1",
          when=f"tk:answered({listed(S5)}) > 0"),
    check("R04", "review", "Q28 Q26", "not(${Q28} >= 9 and ${Q26} <= 2)",
          "愿意推荐(9–10),总体却不满意", "Would recommend (9–10) but overall is 1 or 2"),
    check("R05", "review", "Q28 Q26", "not(${Q28} <= 3 and ${Q26} = 5)",
          "不愿推荐(0–3),总体却很满意", "Would not recommend (0–3) but overall is 5"),
    check("R06", "warn", "Q27 Q09 Q10", "not(${Q27} >= 6 and ${Q09} = 5 and ${Q10} = 5)",
          "觉得费力,手续和用时却都是很满意", "Hard to get done, yet steps and time are both 5"),
    check("R07", "warn", "Q07 Q08", "not(${Q07} > 15 and ${Q08} = 5)",
          "等了 15 分钟以上,对等候却很满意", "Waited over 15 minutes, yet waiting is rated 5"),
    check("R08", "warn", "Q07 Q08", "not(${Q07} <= 2 and ${Q08} = 1)",
          "只等了 2 分钟以内,对等候却很不满意", "Waited at most 2 minutes, yet waiting is rated 1"),
    check("R09", "review", "Q13 Q15", "not(${Q13} = '3' and ${Q15} = 5)",
          "事情没有办成,对解决情况却很满意", "Not completed, yet the solution is rated 5"),
    check("R10", "review", "Q21", "not(selected(${Q21}, '4') and count-selected(${Q21}) > 1)",
          "选了“都没有”又选了别的", "None is ticked together with another option"),
    check("R11", "review", "Q21 Q22", f"if(selected(${{Q21}}, '4'), ${{Q22}} = '', {keyed('Q22')})",
          "自助使用情况与好用程度不相符", "Use of self-service and its rating do not fit together",
          when="${Q21} != ''"),
    check("R12", "review", "Q24 Q25", f"if(${{Q24}} = '1', {keyed('Q25')}, ${{Q25}} = '')",
          "有无投诉与处理评价不相符", "Complaint and the rating of its handling do not fit together",
          when="${Q24} != ''"),
    check("R13", "void", "Q01", "${Q01} != '4'",
          "三个月内没有来过,不属于调查对象", "Not a customer of the last three months: screened out"),
    check("R15", "review", "survey_date", "${survey_date} <= today()",
          "填答日期晚于今天", "The survey date is after today", when="${survey_date} != ''",
          note="The start of the batch is compared where the batch is known. R14 needs imported history."),
    check("R16", "review", "Q29 Q30 Q26",
          f"not(regex({TEXTS}, '.*({POSITIVE}).*') and ${{Q26}} <= 2"
          f" or regex({TEXTS}, '.*({NEGATIVE}).*') and ${{Q26}} = 5)",
          "文字意见与总体评价方向相反", "The words and the overall rating point in opposite directions"),
    check("R17", "warn", "Q08 Q26", f"not(tk:straight({listed(ALL_S5)}))",
          "八项以上评分完全相同", "Eight or more ratings, all the same", when=f"tk:answered({listed(ALL_S5)}) >= 8"),
    check("R18", "warn", "Q01 Q03", keyed("Q03"), "近期来过,次数却没有填",
          "A recent visit, but the number of visits is blank", when="${Q01} <= 3"),
    check("R19", "void", "Q28", "tk:missing-share() <= 0.3", "适用的题目有三成以上没有有效回答",
          "Over 30 % of the applicable questions have no valid answer", when=keyed("Q28"),
          note="Judged once the last closed question is keyed."),
]  # fmt: skip

BSQ_DIMENSIONS = [
    "BAS||基本情况|About you", "EFF|20|办事效率|Efficiency", "RSP|12|响应速度|Response",
    "SOL|20|解决问题|Problem solving", "ATT|18|服务态度|Attitude", "ENV|10|环境设施|Environment",
    "DIG|8|自助与线上|Digital", "PER|7|个性关怀|Personal care", "CMP|5|投诉处理|Complaint handling",
    "ALL||总体评价|Overall", "OPN||意见建议|In your words",
]  # fmt: skip


def scoring(lines: list[str]) -> list[Record]:
    """Rows of `scoring` from "node|weight|zh|en" lines."""
    rows: list[Record] = []
    for line in lines:
        node, weight, zh, en = line.split("|")
        rows.append({"node": node, "parent": "", "weight": int(weight) if weight else "",
                     "rule": "mean", "na_rule": "spread", **both("label", zh, en)})  # fmt: skip
    return rows


# --- MSC-1 --------------------------------------------------------------------------------------
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


def when_answered(number: str, kind: str, expression: str) -> str:
    """An expression where the item has a score, else 0; 9 is "not applicable" on paper."""
    name = item_name(number)
    return f"if(${{{name}}} = '' or ${{{name}}} = '9', 0, {expression.replace('N', name)})"


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


# --- writing ------------------------------------------------------------------------------------
def write_sheet(sheet: Worksheet, rows: list[Record]) -> None:
    """One header row with every column that some row uses, then the rows, all as text or numbers."""
    headers = list(dict.fromkeys(name for row in rows for name in row))
    sheet.append(headers)
    for row in rows:
        sheet.append([None if row.get(h) == "" else row.get(h) for h in headers])
    for cells in sheet.iter_rows():
        for cell in cells:
            if isinstance(cell.value, str):
                cell.data_type = "s"
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "C2"


def write(
    path: Path, title: str, titles: Record, entry: list[Record], **sheets: list[Record]
) -> None:
    """A workbook of the usual sheets."""
    book = Workbook()
    book.remove(book.active)
    settings = {"form_title": title, "form_id": path.stem, "version": "1", "default_language": ZH,
                "namespaces": NAMESPACES}  # fmt: skip
    sheets["settings"] = [settings]
    sheets["double_entry"] = entry + [{"key": key, "value": value} for key, value in titles.items()]
    for name, rows in sheets.items():
        write_sheet(book.create_sheet(name), rows)
    book.save(path)


def main() -> None:
    """Write both workbooks beside this file."""
    here = Path(__file__).parent
    write(here / "BSQ-1.xlsx", "网点满意度问卷", words("title", "网点满意度问卷", "Branch satisfaction questionnaire"),
          [{"key": "kind", "value": "questionnaire"}], survey=BSQ_SURVEY,
          choices=BSQ_CHOICES, checks=BSQ_CHECKS, scoring=scoring(BSQ_DIMENSIONS))  # fmt: skip
    sections = [f"{name}|{weight}|{zh}|{en}" for name, (zh, en, weight) in SECTIONS.items()]
    write(here / "MSC-1.xlsx", "神秘顾客检查表", words("title", "神秘顾客检查表", "Mystery-shopper checklist"),
          [{"key": "kind", "value": "visit"}], survey=MSC_SURVEY, choices=MSC_CHOICES,
          checks=MSC_CHECKS, scoring=scoring(sections))  # fmt: skip


if __name__ == "__main__":
    main()

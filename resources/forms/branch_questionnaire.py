"""BSQ-1: the branch satisfaction questionnaire of thirty questions and its logic rules."""

from __future__ import annotations

from resources.forms.xlsform import Record, both, check, group, options, ours, scoring, workbook

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


def workbook_bytes() -> bytes:
    """BSQ-1.xlsx."""
    return workbook(
        "BSQ-1", "网点满意度问卷", "Branch satisfaction questionnaire", "questionnaire",
        survey=BSQ_SURVEY, choices=BSQ_CHOICES, checks=BSQ_CHECKS, scoring=scoring(BSQ_DIMENSIONS),
    )  # fmt: skip

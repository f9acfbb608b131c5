"""The reports' own words, Chinese and English side by side."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

LANGUAGES = ("zh", "en")


def say(language: str, code: str, /, **params: object) -> str:
    """The text of a code in a language, with its parameters filled in. Raises KeyError if unknown."""
    return TEXTS[code][LANGUAGES.index(language)].format(**params)


def named(language: str, group: str, code: str) -> str:
    """The name of a state, outcome or the like; the code itself where a newer program wrote it."""
    found = TEXTS.get(f"{group}.{code}")
    return found[LANGUAGES.index(language)] if found else code


TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # --- pages
        "page": ("第 {page} 页，共 # 页", "Page {page} of #"),
        "foot": ("操作日志 {head}", "Journal {head}"),
        "survey.title": ("{form} · 统计报告", "{form}: survey report"),
        "survey.subject": ("满意度调查统计报告", "Satisfaction survey report"),
        "visits.title": ("{form} · 检查报告", "{form}: visit report"),
        "visits.subject": ("神秘顾客检查报告", "Mystery visit report"),
        "provisional": ("暂定数据", "PROVISIONAL"),
        "provisional.note": (
            "暂定报告：含尚未终审通过的答卷，数字可能改变，不得用于考核。",
            "Provisional: records that are not yet approved are counted. Figures may change and must not "
            "be used for appraisal.",
        ),
        "withheld": ("（已隐去）", "(withheld)"),
        "none": ("无", "None"),
        "dash": ("–", "–"),
        "more": ("其余 {count} 行见工作簿。", "The workbook holds the other {count} rows."),
        # --- headings
        "h.overall": ("总体结果", "Overall results"),
        "h.sample": ("样本", "Sample"),
        "h.indicators": ("指标", "Indicators"),
        "h.groups": ("推荐意愿分组", "Who would recommend"),
        "h.dimensions": ("维度得分", "Dimension scores"),
        "h.distribution": ("各题分布", "Distribution by question"),
        "h.counts": ("单选题与多选题", "Choices"),
        "h.numbers": ("数值题", "Numbers"),
        "h.open": ("开放题、日期与编号", "Open answers, dates and identifiers"),
        "h.quality": ("数据质量", "Data quality"),
        "h.entry": ("双遍录入", "Double entry"),
        "h.rulings": ("差异核定", "Rulings"),
        "h.apart": ("差异最多的题目", "Questions with most differences"),
        "h.queries": ("疑点与复核", "Queries"),
        "h.reviews": ("二级与三级审核", "Reviews at levels 2 and 3"),
        "h.verdicts": ("审核结论", "Verdicts"),
        "h.method": ("方法与来源", "Method and origin"),
        "h.batches": ("批次", "Batches"),
        "h.formulas": ("计算方法", "How figures are made"),
        "h.origin": ("来源", "Origin"),
        "h.signatures": ("签署", "Signatures"),
        "h.sections": ("各环节得分", "Score by section"),
        "h.deductions": ("扣分项", "Deductions"),
        "h.red": ("红线项", "Red lines"),
        "h.evidence": ("证据文件", "Evidence files"),
        "h.visit": ("检查信息", "The visit"),
        "h.visits": ("检查汇总", "Visits"),
        "numbered": ("{digit}、{title}", "{number} {title}"),
        # --- sample and indicators
        "issued": ("发放", "Issued"),
        "returned": ("回收", "Returned"),
        "not_returned": ("未回收", "Not returned"),
        "spoilt": ("作废纸卷", "Spoilt"),
        "void": ("无效", "Void"),
        "set_aside": ("搁置", "Set aside"),
        "keyed": ("录入完成", "Keying complete"),
        "settled": ("已核定", "Settled"),
        "valid": ("有效答卷", "Valid records"),
        "valid.note": (
            "回收 {returned} 份，回收率 {rate}",
            "{returned} returned; return rate {rate}",
        ),
        "unit.sheets": ("份", "sheets"),
        "indicator": ("指标", "Indicator"),
        "value": ("数值", "Value"),
        "interval": ("95% 置信区间", "95 % interval"),
        "interval.is": ("95% 区间 {low} 至 {high}", "95 % interval {low} to {high}"),
        "interval.none": ("样本不足，无区间", "Too few answers for an interval"),
        "n": ("有效数", "n"),
        "question": ("题目", "Question"),
        "csat": ("满意度 CSAT", "CSAT"),
        "csat.mean": ("总体评价均值（原量表）", "Overall mean (printed scale)"),
        "nps": ("净推荐值 NPS", "NPS"),
        "ces": ("费力度 CES（越低越好）", "CES (lower is better)"),
        "csi": ("综合指数 CSI", "CSI"),
        "of": ("/ {high}", "of {high}"),
        "points": ("分", "points"),
        "promoters": ("推荐者 9–10", "Promoters 9–10"),
        "passives": ("中立者 7–8", "Passives 7–8"),
        "detractors": ("贬损者 0–6", "Detractors 0–6"),
        "extremes": (
            "得分最高的维度是“{best}”（{high}），最低的是“{worst}”（{low}）。",
            "The highest dimension is {best} ({high}); the lowest is {worst} ({low}).",
        ),
        # --- dimensions
        "dimension": ("维度", "Dimension"),
        "score": ("得分", "Score"),
        "weight": ("权重", "Weight"),
        "alpha": ("α", "α"),
        "bar": ("0–100 分（须线为区间）", "0–100 (whisker: interval)"),
        "dimensions.note": (
            "得分为各题换算到 0–100 后的均值；特殊值不计入。没有有效答案的维度，其权重按比例分给其余维度"
            "。α 为标准化克龙巴赫系数，少于两题时不计。",
            "A score is the mean of its items on 0–100; special values stay out. A dimension without "
            "valid answers gives its weight to the rest in proportion. α is the standardised Cronbach "
            "coefficient, from two items up.",
        ),
        # --- distributions
        "missing": ("缺失", "Missing"),
        "na": ("不适用", "N/A"),
        "mean": ("均值", "Mean"),
        "sd": ("标准差", "SD"),
        "median": ("中位数", "Median"),
        "quartiles": ("四分位", "Quartiles"),
        "range": ("范围", "Range"),
        "answered": ("已答", "Answered"),
        "share": ("占比", "Share"),
        "scale.note": (
            "条形为有效答案的占比，均值按印刷量表。",
            "Bars are shares of valid answers; means are on the printed scale.",
        ),
        "several.note": (
            "可多选：百分比以答题人数为底，合计可超过 100%。",
            "Several ticks allowed: per cent of respondents, which may add up to more than 100.",
        ),
        "open.note": (
            "开放题原文见工作簿，凭权限查看。",
            "The words themselves are in the workbook, for those who may read them.",
        ),
        # --- quality
        "compared": ("两遍均录入的字段", "Fields keyed twice"),
        "apart": ("两遍不一致的字段", "Fields on which the readings differ"),
        "apart.rate": ("差异率", "Difference rate"),
        "per_10000": ("每万字段 {rate}", "{rate} in 10,000 fields"),
        "missing.share": ("缺失率（有效题次）", "Missing answers"),
        "quality.note": (
            "差异率衡量录入是否仔细，不是残留错误率：所有差异都由第三人对照原卷核定。残留错误由审核抽样估计。",
            "The difference rate tells how careful keying was. It is no rate of remaining errors: every "
            "difference was ruled on from the paper by a third person. Reviews estimate what remains.",
        ),
        "ruling": ("核定结果", "Ruling"),
        "count": ("数量", "Count"),
        "severity": ("级别", "Severity"),
        "outcome": ("处理", "Outcome"),
        "level": ("级", "Level"),
        "round": ("轮次", "Round"),
        "sampled": ("抽样", "Sampled"),
        "reviewed": ("已审", "Reviewed"),
        "checked": ("核对字段", "Fields checked"),
        "wrong": ("差错字段", "Wrong"),
        "rate": ("差错率", "Error rate"),
        "decision": ("决定", "Decision"),
        "batch": ("批次", "Batch"),
        "by": ("人员", "By"),
        "at": ("时间", "At"),
        "why": ("理由", "Reason"),
        "reviews.queried": (
            "疑点答卷加审，不计入差错率估计。",
            "Queried sheets were added to the samples and stay out of the error rate.",
        ),
        "verdict.head": (
            "{batch}，{level} 级：核对 {checked} 个字段，差错 {wrong} 个，差错率 {rate}，限值 {limit}。",
            "{batch}, level {level}: {wrong} wrong of {checked} fields checked, a rate of {rate} against "
            "a limit of {limit}.",
        ),
        "verdict.lot.batch": ("按本批次判定。", "Judged on the batch alone."),
        "verdict.lot.month": (
            "字段少于 598，按机构当月合并判定。",
            "Under 598 fields: judged with the unit's month.",
        ),
        "verdict.shown": (
            "已证明：单侧 95% 上限 {upper}，低于限值。",
            "Shown: the one-sided 95 % bound is {upper}, below the limit.",
        ),
        "verdict.not_shown": (
            "未证明：单侧 95% 上限 {upper}；再核对 {more} 个无差错字段方可证明低于限值。",
            "Not shown: the one-sided 95 % bound is {upper}; {more} more fields without error would show "
            "a rate below the limit.",
        ),
        "verdict.exceeded": (
            "超限：差错率达到或超过限值，单侧 95% 上限 {upper}。",
            "Exceeded: the rate is at or above the limit; the one-sided 95 % bound is {upper}.",
        ),
        "verdict.clustered": (
            "计入整卷抽样的设计效应后上限为 {upper}。",
            "With the design effect of whole sheets the bound is {upper}.",
        ),
        "decision.passed": ("通过", "passed"),
        "decision.returned": ("退回", "returned"),
        "decided": ("决定：{outcome}。{why}", "Decision: {outcome}. {why}"),
        # --- method
        "form": ("问卷", "Form"),
        "form.is": (
            "{title}（{form_id}，第 {version} 版，版本码 {code}）",
            "{title} ({form_id}, version {version}, code {code})",
        ),
        "unit": ("机构", "Unit"),
        "period": ("期间", "Period"),
        "state": ("状态", "State"),
        "filters": ("筛选", "Filters"),
        "filters.none": (
            "无：所列批次的全部有效答卷",
            "None: every valid record of the batches named",
        ),
        "data.state": ("数据状态", "Data"),
        "data.approved": ("仅含终审通过的答卷", "Approved records only"),
        "data.provisional": (
            "暂定：含未终审通过的答卷",
            "Provisional: records not yet approved are included",
        ),
        "head": ("操作日志末端", "Journal head"),
        "made.at": ("生成时间", "Made at"),
        "made.by": ("生成人", "Made by"),
        "program": ("程序", "Program"),
        "cutoff": ("出数", "Cut-off"),
        "formula.csat": (
            "满意度 CSAT：达到量表高端（自最低至最高的 70% 及以上；五级为 4–5，七级为 6–7，十级为 8–10）"
            "的答案 ÷ 有效答案；威尔逊区间。",
            "CSAT: answers at least 70 % of the way up the scale (4–5 of 5, 6–7 of 7, 8–10 of 10) over "
            "valid answers; Wilson interval.",
        ),
        "formula.nps": (
            "净推荐值 NPS：9–10 分占比减 0–6 分占比；调整的沃尔德区间。",
            "NPS: share of 9–10 less share of 0–6; adjusted Wald interval.",
        ),
        "formula.ces": (
            "费力度 CES：原量表均值，越低越省力；t 区间。",
            "CES: mean on the printed scale, lower is easier; t interval.",
        ),
        "formula.csi": (
            "综合指数 CSI：Σ 权重 × 维度得分 ÷ Σ 权重；每题换算为（答案－最低）÷（最高－最低）× 100。",
            "CSI: sum of weight times dimension score over the sum of weights; an item counts as (answer "
            "- lowest) / (highest - lowest) x 100.",
        ),
        "formula.missing": (
            "空白、无法辨认、多选单选题与拒答计为缺失；不适用与未问到的题不计。",
            "Blank, illegible, several ticks on a single choice and refusals are missing; not applicable "
            "and not asked are not.",
        ),
        "glyph.note": (
            "字体没有的字显示为 〓，原文见工作簿。",
            "A character that the type lacks shows as 〓; the workbook has it.",
        ),
        "role.made": ("编制", "Prepared by"),
        "role.reviewed": ("质量复核", "Quality review"),
        "role.approved": ("批准", "Approved by"),
        "role": ("角色", "Role"),
        "signature": ("姓名（签字）", "Name and signature"),
        "date": ("日期", "Date"),
        # --- visits
        "total": ("总得分", "Total score"),
        "band": ("等级", "Band"),
        "uncapped": ("封顶前 {score}", "Before the cap {score}"),
        "full": ("满分 100", "of 100"),
        "section": ("环节", "Section"),
        "item": ("检查点", "Item"),
        "found": ("实际", "Found"),
        "lost": ("失分", "Lost"),
        "remark": ("说明", "Remark"),
        "red.capped": (
            "红线项不合格：总分以 60 分封顶。",
            "A red line was failed: the total is capped at 60.",
        ),
        "red.none": ("没有触碰红线。", "No red line was failed."),
        "red.count": ("红线项", "Red lines failed"),
        "items.count": ("扣分项", "Items with deductions"),
        "file": ("文件", "File"),
        "serial": ("编号", "No."),
        "visits.note": (
            "检查人身份不在本报告中。不适用的检查点其权重分给同环节其余项，整环节不适用则分给其余环节。",
            "The shopper is not named here. An item that does not apply gives its weight to the rest of "
            "its section, a section to the other sections.",
        ),
        "band.excellent": ("优秀", "excellent"),
        "band.good": ("良好", "good"),
        "band.pass": ("合格", "pass"),
        "band.rectify": ("限期整改", "rectify"),
        # --- codes that rows carry
        "special.blank": ("空白", "blank"),
        "special.illegible": ("无法辨认", "illegible"),
        "special.several": ("多选", "several ticked"),
        "special.na": ("不适用", "not applicable"),
        "special.refused": ("拒答", "refused"),
        "choice.first": ("采用一录", "first reading"),
        "choice.second": ("采用二录", "second reading"),
        "choice.other": ("两遍均非，另行核定", "neither: another value"),
        "choice.open": ("未核定", "open"),
        "origin.keying": ("双录", "keying"),
        "origin.query": ("疑点", "query"),
        "origin.review": ("审核", "review"),
        "severity.block": ("阻断", "block"),
        "severity.review": ("须复核", "review"),
        "severity.warn": ("提示", "warning"),
        "severity.void": ("建议作废", "void proposed"),
        "outcome.confirmed": ("原卷如此", "confirmed"),
        "outcome.corrected": ("已更正", "corrected"),
        "outcome.void": ("作废", "void"),
        "outcome.open": ("未处理", "open"),
        "outcome.correcting": ("更正待核定", "correction waits for a ruling"),
        "outcome.closed": ("已关闭", "closed"),
        "reason.random": ("随机", "random"),
        "reason.queried": ("疑点", "queried"),
        "reason.full": ("全查", "complete"),
        "reason.extra": ("加抽", "further draw"),
        "state.keying": ("录入中", "keying"),
        "state.closed": ("录入截止", "keying closed"),
        "state.settled": ("已核定", "settled"),
        "state.level2": ("二级审核", "level 2"),
        "state.level3": ("三级审核", "level 3"),
        "state.approved": ("已通过", "approved"),
        "state.returned": ("已退回", "returned"),
    }
)

"""Writes bank_satisfaction.xlsx, the form of a published bank survey: python -m tests.forms.author.

The column names are those of the published data; the wording is our own. No answers are here.
"""

from __future__ import annotations

from pathlib import Path

from resources.forms.xlsform import Record, both, check, group, options, ours, scoring, workbook

BLOCKS = {
    "imag": ("形象", "Image", (
        "这家银行值得信赖|This bank can be trusted",
        "这家银行经营稳健|This bank is solid",
        "这家银行有创新、面向未来|This bank is innovative and looks ahead",
        "这家银行对社会有贡献|This bank contributes to society",
        "这家银行关心客户|This bank cares for its customers")),
    "expe": ("期望", "Expectation", (
        "我期望产品和服务的质量好|I expect good products and services",
        "我期望服务可靠|I expect reliable service",
        "我期望获得合适的建议|I expect fitting advice",
        "我期望产品满足个人需要|I expect products that meet my needs",
        "我期望少出差错|I expect few errors")),
    "qual": ("质量", "Quality", (
        "产品和服务的质量好|Products and services are good",
        "服务可靠|Service is reliable",
        "得到了合适的建议|The advice given was fitting",
        "产品满足个人需要|Products meet my needs",
        "柜台与设施令人满意|Counters and facilities are pleasing")),
    "val": ("价值", "Value", (
        "产品和服务物有所值|Products and services are worth their price",
        "与价格相比质量好|Quality is good for the price",
        "与别家相比更有利|Compares well with other banks",
        "付出的时间和费用值得|Time and fees are well spent")),
    "sat": ("满意", "Satisfaction", (
        "总体上满意|Satisfied overall",
        "达到了我的期望|Meets my expectations",
        "接近理想的银行|Close to an ideal bank",
        "与别家相比更满意|More satisfied than with other banks")),
    "loy": ("忠诚", "Loyalty", (
        "会继续使用这家银行|Will stay with this bank",
        "会向别人推荐|Would recommend it",
        "会在这里办更多业务|Would do more business here",
        "别家更便宜也不换|Would not leave for a lower price")),
}  # fmt: skip


def survey() -> list[Record]:
    """Six blocks of items, then the one question about the person."""
    rows: list[Record] = []
    number = 0
    for page, (block, (zh, en, items)) in enumerate(BLOCKS.items()):
        questions = []
        for index, item in enumerate(items, start=1):
            number += 1
            marks = ours(qno=f"Q{number:02d}", page=1 + page // 3, metric="item", dim=block,
                         keyfield="yes" if block == "sat" else "")  # fmt: skip
            questions.append({"type": "select_one s10", "name": f"{block}{index}", "required": "yes",
                              **both("label", *item.split("|")), **marks})  # fmt: skip
        rows += group(block, zh, en, *questions)
    gender = {"type": "select_one gender", "name": "gender", **both("label", "性别", "Gender"),
              "required": "yes", **ours(qno="Q28", page=2)}  # fmt: skip
    return [*rows, *group("person", "个人情况", "About you", gender)]


def choices() -> list[Record]:
    """Nought to ten, for the published answers hold 0 beside 1 to 10; and two genders."""
    ends = {0: ("0 完全不同意", "0 Fully disagree"), 10: ("10 完全同意", "10 Fully agree")}
    scale = ["|".join((str(n), *ends.get(n, (str(n), str(n))))) for n in range(11)]
    scores: dict[str, object] = {str(n): n for n in range(11)}
    return [*options("s10", *scale, scores=scores), *options("gender", "1|男|Male", "2|女|Female")]


QUALITY = " + ".join(f"${{qual{n}}}" for n in range(1, 6))
CHECKS = [
    check("B01", "review", "sat1 qual1", f"abs(${{sat1}} - ({QUALITY}) div 5) < 4",
          "总体满意与质量评价相差 4 分以上", "Overall satisfaction is 4 or more away from quality"),
    check("B02", "warn", "loy2 sat1", "not(${loy2} >= 9 and ${sat1} <= 3)",
          "愿意推荐,却不满意", "Would recommend, yet is not satisfied"),
]  # fmt: skip


def workbook_bytes() -> bytes:
    """bank_satisfaction.xlsx."""
    dimensions = [f"{block}||{zh}|{en}" for block, (zh, en, _) in BLOCKS.items()]
    return workbook(
        "bank_satisfaction", "银行满意度", "Bank satisfaction", "questionnaire",
        survey=survey(), choices=choices(), checks=CHECKS, scoring=scoring(dimensions),
    )  # fmt: skip


if __name__ == "__main__":
    Path(__file__).with_name("bank_satisfaction.xlsx").write_bytes(workbook_bytes())

"""What is wrong with a questionnaire workbook and how to mend it, in English and Chinese.

A bilingual table and not the translation catalogue: the command line prints these without Qt.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core import errors
from core.forms import problem as p
from core.forms.problem import Problem
from core.logic import errors as logic
from core.logic.finding import Condition

Pair = tuple[str, str]

EN: Mapping[str, Pair] = {
    p.SHEET_MISSING: (
        "There is no sheet named survey.",
        "Name the sheet with the questions: survey.",
    ),
    p.HEADER_UNKNOWN: ("The header “{text}” is not known.", "Did you mean “{like}”?"),
    p.HEADER_DUPLICATE: ("The column “{text}” is there twice.", "Rename or remove one of them."),
    p.HEADER_MISSING: ("The column {name} is missing.", "Add it to the first row."),
    p.SHEET_UNKNOWN: ("The sheet “{text}” is not read.", "Did you mean “{like}”?"),
    p.PREFIX_UNBOUND: (
        "The prefix {prefix}: is not declared.",
        'Add {prefix}="…" to the setting namespaces, or remove the column.',
    ),
    p.COLON_IN_HEADER: (
        "The header “{text}” has a colon, which the converter cannot take on choices.",
        "Write the header without a colon.",
    ),
    p.DATE_CELL: (
        "Excel holds this cell as a date; it reads as “{text}”.",
        "Format the cell as text and type it again.",
    ),
    p.ZEROS_LOST: (
        "The number {text} has lost its leading zeros (shown: {shown}).",
        "Format the cell as text and type {shown}.",
    ),
    p.FORMULA_WITHOUT_VALUE: (
        "The formula {text} has never been calculated and reads as empty.",
        "Open and save the workbook in Excel, or type the value.",
    ),
    p.TYPE_UNKNOWN: ("The question type “{name}” is not known.", "Did you mean “{like}”?"),
    p.TYPE_MISSING: ("The question has no type.", "Fill in the column type."),
    p.NAME_BAD: (
        "The name “{text}” cannot be used.",
        "Begin with a letter or _; then letters, digits, _, - and . only.",
    ),
    p.NAME_MISSING: ("The name is missing.", "Fill in the column name."),
    p.NAME_DUPLICATE: (
        "The name “{text}” is used twice in one group.",
        "Give one of them another name.",
    ),
    p.NAME_RESERVED: ("The name “{text}” is reserved.", "Choose another name."),
    p.REFERENCE_UNKNOWN: ("There is no question named “{name}”.", "Did you mean “{like}”?"),
    p.REFERENCE_MALFORMED: (
        "A reference to a question is not well formed.",
        "Write ${{name}}, with both braces and a question's name.",
    ),
    p.REFERENCE_AMBIGUOUS: (
        "Several questions are named “{name}”, so ${{{name}}} may mean any of them.",
        "Give each its own name.",
    ),
    p.LIST_UNKNOWN: ("The list “{list}” is not on the sheet choices.", "Did you mean “{like}”?"),
    p.GROUP_NOT_CLOSED: (
        "This group or repeat is never closed.",
        "Add the matching end_group or end_repeat row.",
    ),
    p.GROUP_NOT_OPENED: (
        "This row closes a group that is not open.",
        "Remove it, or add the matching begin row.",
    ),
    p.CODE_DUPLICATE: (
        "The code “{text}” is there twice in the list {list}.",
        "Give each choice its own code.",
    ),
    p.CODE_PREFIX: (
        "In the list {list} the code {text} begins the code {other}: typing {text} waits for Enter.",
        "Use codes of one length where one key should be enough.",
    ),
    p.CODE_BAD: ("The code “{text}” contains a space.", "Use letters and digits without spaces."),
    p.LABEL_MISSING: ("The label is missing ({language}).", "Fill in this cell."),
    p.WIDE_PUNCTUATION: (
        "Character {position} is a full-width “{character}”.",
        "Type {meant} with the input method off.",
    ),
    p.SYNTAX: (
        "The expression cannot be read at character {position}{found}.",
        "Look for a missing bracket, quote or operator there.",
    ),
    p.FUNCTION_UNKNOWN: (
        "There is no function {name}() (character {position}).",
        "Did you mean {like}()?",
    ),
    p.ARGUMENTS: (
        "{name}() has {found} arguments; it takes {least} to {most}.",
        "Look at the commas and brackets of this call.",
    ),
    p.CYCLE: ("The questions depend on themselves: {path}.", "Break the circle at one of them."),
    p.UNREACHABLE: (
        "This condition can never be true with the choices there are.",
        "Look at the codes it compares with.",
    ),
    p.EXPRESSION: (
        "The expression cannot be used: {detail}{said} (character {position}).",
        "Write it with names of questions and functions of ODK.",
    ),
    p.CRITICAL_UNCLEAR: (
        "“{text}” says neither yes nor when the red line fails.",
        "Write yes, no or one comparison of the answer with a number: . = 2",
    ),
    p.CRITICAL_UNSCORED: (
        "The red line says yes, but nothing scores this question: it could never fail.",
        "Give its choices a score, the question points or max, or write a comparison: . = 2",
    ),
    p.VALUE_UNKNOWN: ("“{text}” is not a value of this column.", "Allowed: {allowed}."),
    p.CHECK_ID: (
        "The check's id “{text}” is missing, doubled or has other characters.",
        "Use a letter, then letters, digits, _, - and .",
    ),
    p.CHECK_WITHOUT_TEST: ("The check has no test.", "Write what must be true."),
    p.CHECK_WITHOUT_MESSAGE: (
        "The check has no message ({language}).",
        "Say what does not fit together.",
    ),
    p.QUESTION_UNKNOWN: ("There is no question named “{name}”.", "Did you mean “{like}”?"),
    p.DIMENSION_UNKNOWN: (
        "The dimension “{name}” is not on the sheet scoring.",
        "Did you mean “{like}”?",
    ),
    p.WEIGHTS_SUM: ("The weights under “{parent}” add up to {sum}.", "They should add up to 100."),
    p.WEIGHT_WITHOUT_SCORE: (
        "The question has a weight but nothing that scores.",
        "Give its choices a score, or the question points or max.",
    ),
    p.KEY_IN_REPEAT: ("A pairing key cannot stand in a repeat.", "Move it out of the repeat."),
    p.NUMBER_EXPECTED: ("“{text}” is not a number.", "Type a number."),
    p.ATTACHMENT_MISSING: (
        "The file {file} that the form reads was not given.",
        "Put it beside the workbook.",
    ),
    p.CONVERTER_SAYS: ("The converter refuses the form: {detail}", "Mend the cell it names."),
    p.CONVERTER_CRASHED: (
        "The workbook could not be converted: {detail}",
        "Compare it with a form that works; look at unusual headers first.",
    ),
    p.CONVERTER_LIMIT: (
        "The conversion was stopped: it needed too much {limit}.",
        "Remove what is not part of the form from the workbook.",
    ),
    errors.FILE_MISSING: ("There is no such file.", "Look at its name and folder."),
    p.FILE_UNREADABLE: ("The file cannot be read ({why}).", "Name a workbook that you may read."),
    errors.NOT_A_WORKBOOK: (
        "The file is not an Excel workbook ({why}).",
        "Save it as .xlsx without a password.",
    ),
    errors.FORM_TOO_LARGE: (
        "The workbook is larger than {limit}.",
        "Remove pictures and unused sheets.",
    ),
}

ZH: Mapping[str, Pair] = {
    p.SHEET_MISSING: ("没有名为 survey 的工作表。", "请把题目所在的工作表命名为 survey。"),
    p.HEADER_UNKNOWN: ("列标题“{text}”无法识别。", "是不是“{like}”？"),
    p.HEADER_DUPLICATE: ("列“{text}”出现了两次。", "请改名或删去其中一列。"),
    p.HEADER_MISSING: ("缺少列 {name}。", "请在第一行加上。"),
    p.SHEET_UNKNOWN: ("工作表“{text}”不会被读取。", "是不是“{like}”？"),
    p.PREFIX_UNBOUND: (
        "前缀 {prefix}: 没有声明。",
        '请在 settings 的 namespaces 中加 {prefix}="…"，或删去该列。',
    ),
    p.COLON_IN_HEADER: ("选项表的列标题“{text}”含冒号，转换程序不接受。", "请去掉冒号。"),
    p.DATE_CELL: (
        "Excel 把这个单元格存成了日期，读出来是“{text}”。",
        "请把单元格设为文本后重新输入。",
    ),
    p.ZEROS_LOST: (
        "数字 {text} 丢了前面的零（显示为 {shown}）。",
        "请把单元格设为文本后输入 {shown}。",
    ),
    p.FORMULA_WITHOUT_VALUE: (
        "公式 {text} 没有计算过，读出来是空的。",
        "请用 Excel 打开并保存，或直接填值。",
    ),
    p.TYPE_UNKNOWN: ("题型“{name}”无法识别。", "是不是“{like}”？"),
    p.TYPE_MISSING: ("这道题没有题型。", "请填写 type 列。"),
    p.NAME_BAD: ("名称“{text}”不能用。", "请以字母或 _ 开头，其后只用字母、数字、_、- 和 .。"),
    p.NAME_MISSING: ("缺少名称。", "请填写 name 列。"),
    p.NAME_DUPLICATE: ("名称“{text}”在同一组里用了两次。", "请给其中一个另取名称。"),
    p.NAME_RESERVED: ("名称“{text}”是保留字。", "请另取名称。"),
    p.REFERENCE_UNKNOWN: ("没有名为“{name}”的题目。", "是不是“{like}”？"),
    p.REFERENCE_MALFORMED: ("对题目的引用写法不对。", "请写成 ${{题目名称}}，两个花括号都要有。"),
    p.REFERENCE_AMBIGUOUS: (
        "有几道题都叫“{name}”，${{{name}}} 指哪一道不明确。",
        "请给每道题各自的名称。",
    ),
    p.LIST_UNKNOWN: ("choices 工作表里没有选项表“{list}”。", "是不是“{like}”？"),
    p.GROUP_NOT_CLOSED: ("这个组或重复组没有结束。", "请加上对应的 end_group 或 end_repeat 行。"),
    p.GROUP_NOT_OPENED: ("这一行结束了一个并未开始的组。", "请删去，或加上对应的 begin 行。"),
    p.CODE_DUPLICATE: ("选项表 {list} 里编码“{text}”出现了两次。", "请给每个选项各自的编码。"),
    p.CODE_PREFIX: (
        "选项表 {list} 里编码 {text} 是编码 {other} 的开头：键入 {text} 后要按回车。",
        "想一键录入时，请使用等长的编码。",
    ),
    p.CODE_BAD: ("编码“{text}”里有空格。", "请只用字母和数字，不留空格。"),
    p.LABEL_MISSING: ("缺少文字（{language}）。", "请填写这个单元格。"),
    p.WIDE_PUNCTUATION: (
        "第 {position} 个字符是全角的“{character}”。",
        "请关闭输入法后输入 {meant}。",
    ),
    p.SYNTAX: (
        "表达式在第 {position} 个字符{found}处读不通。",
        "请看那里是否少了括号、引号或运算符。",
    ),
    p.FUNCTION_UNKNOWN: ("没有函数 {name}()（第 {position} 个字符）。", "是不是 {like}()？"),
    p.ARGUMENTS: ("{name}() 有 {found} 个参数，应为 {least} 到 {most} 个。", "请检查逗号和括号。"),
    p.CYCLE: ("题目互相依赖成了圈：{path}。", "请在其中一处断开。"),
    p.UNREACHABLE: ("按现有的选项，这个条件永远不会成立。", "请检查它所比较的编码。"),
    p.EXPRESSION: (
        "表达式不能用：{detail}{said}（第 {position} 个字符）。",
        "请用题目名称和 ODK 的函数来写。",
    ),
    p.CRITICAL_UNCLEAR: (
        "“{text}”既不是 yes，也没有说明红线何时不合格。",
        "请填 yes、no 或答案与一个数的比较，例如 . = 2",
    ),
    p.CRITICAL_UNSCORED: (
        "红线填了 yes，但这道题没有计分的依据，永远不会不合格。",
        "请给选项加 score，或给题目加 points 或 max，或改写比较式，例如 . = 2",
    ),
    p.VALUE_UNKNOWN: ("“{text}”不是这一列的值。", "可用：{allowed}。"),
    p.CHECK_ID: (
        "检查规则的编号“{text}”缺失、重复或含有其他字符。",
        "请以字母开头，其后只用字母、数字、_、- 和 .。",
    ),
    p.CHECK_WITHOUT_TEST: ("检查规则没有 test。", "请写明必须成立的条件。"),
    p.CHECK_WITHOUT_MESSAGE: ("检查规则缺少提示（{language}）。", "请说明什么互相不符。"),
    p.QUESTION_UNKNOWN: ("没有名为“{name}”的题目。", "是不是“{like}”？"),
    p.DIMENSION_UNKNOWN: ("scoring 工作表里没有维度“{name}”。", "是不是“{like}”？"),
    p.WEIGHTS_SUM: ("“{parent}”下各项权重之和是 {sum}。", "应当等于 100。"),
    p.WEIGHT_WITHOUT_SCORE: (
        "这道题有权重，却没有计分的依据。",
        "请给选项加 score，或给题目加 points 或 max。",
    ),
    p.KEY_IN_REPEAT: ("配对用的题目不能放在重复组里。", "请移到重复组之外。"),
    p.NUMBER_EXPECTED: ("“{text}”不是数字。", "请填数字。"),
    p.ATTACHMENT_MISSING: ("没有提供问卷要读取的文件 {file}。", "请把它放在工作簿旁边。"),
    p.CONVERTER_SAYS: ("转换程序不接受这份问卷：{detail}", "请修改它指出的单元格。"),
    p.CONVERTER_CRASHED: ("工作簿无法转换：{detail}", "请与可用的问卷对照，先看不常见的列标题。"),
    p.CONVERTER_LIMIT: (
        "转换已中止：所需的 {limit} 超过了限度。",
        "请删去工作簿里不属于问卷的内容。",
    ),
    errors.FILE_MISSING: ("没有这个文件。", "请检查文件名和文件夹。"),
    p.FILE_UNREADABLE: ("文件无法读取（{why}）。", "请指定有权读取的工作簿。"),
    errors.NOT_A_WORKBOOK: ("这个文件不是 Excel 工作簿（{why}）。", "请另存为不带密码的 .xlsx。"),
    errors.FORM_TOO_LARGE: ("工作簿超过了 {limit}。", "请删去图片和不用的工作表。"),
}

INSTEAD: Mapping[str, Pair] = {
    p.HEADER_UNKNOWN: (
        "Write a header of XLSForm, or remove it.",
        "请改成 XLSForm 的列标题，或删去。",
    ),
    p.TYPE_UNKNOWN: ("Use a question type of XLSForm.", "请改用 XLSForm 的题型。"),
    p.REFERENCE_UNKNOWN: ("Name a question of this form.", "请写本问卷里的题目名称。"),
    p.LIST_UNKNOWN: (
        "Add the list to choices, or name another.",
        "请在 choices 中加上，或改用已有的选项表。",
    ),
    p.FUNCTION_UNKNOWN: ("Use a function of XPath or ODK.", "请改用 XPath 或 ODK 的函数。"),
    p.QUESTION_UNKNOWN: ("Name a question of this form.", "请写本问卷里的题目名称。"),
    p.DIMENSION_UNKNOWN: ("Add it to the sheet scoring.", "请在 scoring 工作表中加上。"),
}
"""How to mend what resembles nothing known, in English and Chinese."""

WORDS_EN = {
    "encrypted": "it has a password",
    "broken": "it is damaged",
    "content": "its content is something else",
    "empty": "it is empty",
    "folder": "it is a folder",
    "refused": "reading it is refused",
    logic.UNKNOWN_AXIS: "there is no such axis",
    logic.UNKNOWN_PREFIX: "a prefix is not declared",
    logic.NO_VARIABLES: "there are no variables here",
    logic.BAD_PATTERN: "the pattern cannot be read",
    logic.BAD_ARGUMENT: "an argument does not fit",
    logic.NOT_NODES: "a path to questions is needed there",
}
WORDS_ZH = {
    "time": "时间",
    "memory": "内存",
    "encrypted": "有密码",
    "broken": "已损坏",
    "content": "内容不符",
    "empty": "空文件",
    "folder": "是文件夹",
    "refused": "没有读取权限",
    logic.UNKNOWN_AXIS: "没有这个轴",
    logic.UNKNOWN_PREFIX: "有前缀没有声明",
    logic.NO_VARIABLES: "这里没有变量",
    logic.BAD_PATTERN: "正则表达式读不通",
    logic.BAD_ARGUMENT: "有参数不合适",
    logic.NOT_NODES: "那里应当写题目的路径",
}
_NO_LANGUAGE = ("the column without a language", "未注明语言的列")
_ENDLESS = ("any number", "任意多")
_LIMITS_ZH = (
    (" MB unpacked", " MB（解开后）"),
    (" parts", " 个部件"),
    (" times its packed size", " 倍于压缩后的大小"),
)
_GUESSES = ("Did you mean", "是不是")


def sentence(problem: Problem, language: str) -> Pair:
    """(what is wrong, how to mend it) in Chinese for "zh…", else in English."""
    chinese = language.startswith("zh")
    message, fix = (ZH if chinese else EN)[problem.code]
    if fix.startswith(_GUESSES) and not problem.params.get("like"):
        fix = INSTEAD[problem.code][chinese]
    known = _Named({"text": problem.text, **_in_words(problem.params, chinese)})
    return message.format_map(known), fix.format_map(known)


def _in_words(params: Mapping[str, str], chinese: bool) -> dict[str, str]:
    words = WORDS_ZH if chinese else WORDS_EN
    known = {name: words.get(value, value) for name, value in params.items()}
    if known.get("language") == "":
        known["language"] = _NO_LANGUAGE[chinese]
    if known.get("most") == "":
        known["most"] = _ENDLESS[chinese]
    for english, said in _LIMITS_ZH if chinese and "limit" in known else ():
        known["limit"] = known["limit"].replace(english, said)
    return known


CLOSED_BECAUSE = (
    "Closed because {rule} does not hold here ({answers}).",
    "因为 {rule} 在这里不成立（{answers}），这道题不必回答。",
)
NOTHING = ("blank", "空")


def closed_because(
    conditions: Sequence[Condition], numbers: Mapping[str, str], language: str
) -> str:
    """Why a question is closed, in words; `numbers`: key of a question -> how the paper calls it."""
    chinese = language.startswith("zh")
    said = []
    for condition in conditions:
        answers = ", ".join(
            f"{numbers.get(key, key)} = {answer or NOTHING[chinese]}"
            for key, answer in condition.values.items()
        )
        said.append(
            CLOSED_BECAUSE[chinese].format(rule=condition.expression, answers=answers or "…")
        )
    return " ".join(said)


class _Named(dict[str, str]):
    """Parameters of a sentence; one that a problem does not carry shows as …"""

    def __missing__(self, key: str) -> str:
        return "…"

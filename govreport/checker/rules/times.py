"""TXT006, FRM005: the prose speaks of the report's own year and body."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from govreport.checker.context import Context, passed, skipped
from govreport.checker.model import Finding, Outcome
from govreport.checker.rule import Rule
from govreport.checker.rules.sources import FORMAT
from govreport.pattern import lazy
from govreport.reading.document import Location
from govreport.text import Text

__all__ = ["RULES"]

NO_YEAR = Text("不知道是哪一年度的报告", "the year of the report is not known")
PERIOD = Text(
    "正文的统计期限为 {printed} 年，报告年度为 {year} 年",
    "the prose gives {printed} as the period, the report is on {year}",
)
OTHER_YEAR = Text(
    "正文写的是 {printed} 年的数字，而报告年度为 {year} 年，没有本年度的同类数字，可能是沿用旧稿没有修改年份",
    "the prose gives figures of {printed}, and none of {year}, the year of the report: the year may "
    "have been left over from an earlier draft",
)

_PERIOD = lazy(
    r"(?:统计|数据|报告|期限|时限)[^。；;]{0,24}?((?:19|20)\d\d)\s*[年./-]\s*0?1\s*[月./-]\s*0?1(?!\d)日?"
    r"[^。；;]{0,8}?(?:((?:19|20)\d\d)\s*[年./-])?\s*12\s*[月./-]\s*31(?!\d)"
)
_TOLD = lazy(r"(?<!对)((?:19|20)\d\d)\s*年(?:度|全年)?(?!.{0,4}(?:结转|以来|底|同期|将))")
_LEAD = 12
_LEADS = lazy(rf"(?:^|[。；;])[^。；;，,\d]{{0,{_LEAD}}}\Z")
"""What stands before a year that begins a sentence."""
_OVERVIEW = ("overview", "requests", "disputes")


def times(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding for a period, or for figures, of another year than the report's."""
    year = context.report.year
    if year is None:
        yield skipped(rule, NO_YEAR)
        return
    for text, location in context.report.paragraphs:
        for match in _PERIOD.finditer(text) if "31" in text else ():
            wrong = [int(each) for each in match.groups() if each and int(each) != year]
            if wrong:
                message = PERIOD.format(printed=wrong[0], year=year)
                yield _finding(context, rule, message, text, match, location)
            else:
                yield passed(rule, "period")
    yield from _stale(context, rule, year)


def _stale(context: Context, rule: Rule, year: int) -> Iterator[Finding | Outcome]:
    """Figures told for another year while those of the report's year are nowhere told."""
    from govreport.parser.claims import claims_in

    told = {claim.claim for claim in context.report.claims}
    for section in context.report.sections:
        for text, location in section.paragraphs if section.id in _OVERVIEW else ():
            rest = text.replace(str(year), "")
            if "20" not in rest and "19" not in rest:  # no other year, as mostly
                continue
            for match in _TOLD.finditer(text):
                printed = int(match[1])
                if printed == year or printed > year + 1 or not _leads(text, match.start()):
                    continue
                end = text.find("。", match.end())
                sentence = text[match.start(1) : end + 1 if end >= 0 else len(text)]
                found = {c.claim for c in claims_in(sentence, year=printed) if c.scope == "body"}
                if found and not found & told:
                    message = OTHER_YEAR.format(printed=printed, year=year)
                    yield context.finding(
                        rule, message, printed=printed, expected=year, location=location,
                        sentence=sentence, span=(0, len(match[1])),
                    )  # fmt: skip


def _leads(text: str, at: int) -> bool:
    return _LEADS.search(text[max(0, at - _LEAD - 1) : at]) is not None


def _finding(
    context: Context, rule: Rule, message: Text, text: str, match: re.Match[str], at: Location
) -> Finding:
    start = text.rfind("。", 0, match.start()) + 1
    end = text.find("。", match.end())
    sentence = text[start : end + 1 if end >= 0 else len(text)]
    span = (match.start(1) - start, match.end(1) - start)
    return context.finding(rule, message, location=at, sentence=sentence, span=span)


# ── FRM005 ──

NO_TITLE = Text("没有找到标题，或标题没有年度", "no title with a year was found")
TITLE_YEAR = Text(
    "标题是 {title} 年度的报告，正文却没有提到 {title} 年，说的都是 {prose} 年",
    "the title says {title}, but the prose never does: it speaks of {prose}",
)
TITLE_BODY = Text(
    "标题的单位是“{title}”，正文却写由“{prose}”编制",
    "the title names {title}, but the prose says that {prose} made the report",
)
_YEAR = lazy(
    r"(?<![\d〔（(])((?:19|20)\d\d)\s*年(?!版|[新修]订|公布|印发|发布|施行|实施|以来|起|第)"
)
TITLE_FORMER = Text(
    "标题的单位是“{title}”，正文写由“{prose}”编制；正文提到更名或机构改革，两者可能是同一单位",
    "the title names {title}, the prose says that {prose} made the report; it also speaks of a new "
    "name or a reform, so that both may be one body",
)
_AUTHOR = lazy(
    r"(?:^|[，,。；;])(?:本(?:年度)?报告|现|本年报)?由([\u4e00-\u9fff]{4,30}?)"
    r"(?:根据|按照|依据|牵头|组织|负责|汇总|编制|编写|撰写)"
)
_RENAMED = lazy("更名|改名|改称|组建|挂牌|整合|合并|并入|机构改革|划转|承接原")
_SENTENCE = lazy("[^。；;]+")
_OFFICE = lazy(r"(?:办公[室厅]|办|政务公开[\u4e00-\u9fff]*|信息公开[\u4e00-\u9fff]*)$")
_SHORTEST = 4
"""Characters of a name without its place."""
_GOVERNMENT = lazy(r"(?:人民政府|(?<=[省市州区县旗镇乡])政府|管理委员会|管委会)$")
_BODY = lazy(r"(?:局|委员会|委|政府|街道办事处|街道|厅|院|中心|管委会)$")


def title(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    """Yield a finding where title and prose speak of different years or bodies."""
    printed = _YEAR.search(context.report.title or "")
    if printed is None:
        yield skipped(rule, NO_TITLE)
    else:
        yield from _title_year(context, rule, int(printed[1]))
    yield from _title_body(context, rule)


def _title_year(context: Context, rule: Rule, year: int) -> Iterator[Finding | Outcome]:
    overview = context.report.section("overview")
    prose = [
        text for text, _ in (*context.report.prose, *(overview.paragraphs if overview else ()))
    ]
    if any(year in _years(text) for text in prose if str(year) in text):
        yield passed(rule, "year")
        return
    counts = Counter(each for text in prose for each in _years(text))
    if year in counts or not (others := [other for other in counts if counts[other] > 1]):
        yield passed(rule, "year")
        return
    most = max(others, key=lambda other: counts[other])
    yield context.finding(rule, TITLE_YEAR.format(title=year, prose=most))


def _years(text: str) -> Iterator[int]:
    return (int(match[1]) for match in _YEAR.finditer(text))


def _title_body(context: Context, rule: Rule) -> Iterator[Finding | Outcome]:
    body = context.report.organization
    if not body:
        return
    for text, location in context.report.prose:
        for match in _AUTHOR.finditer(text) if "由" in text else ():
            author = match[1].removeprefix("原")
            named = _names_in_renaming(context, author, body) if _differs(author, body) else 2
            if named < 2:
                message = (TITLE_FORMER if named else TITLE_BODY).format(title=body, prose=author)
                yield context.finding(
                    rule, message, location=location, sentence=text, span=match.span(1),
                    severity="note" if named else None,
                )  # fmt: skip


def _names_in_renaming(context: Context, author: str, body: str) -> int:
    """Return how many of two names the text gives where it tells of a new name or a reform."""
    most = 0
    for text, _ in context.report.paragraphs:
        for sentence in _SENTENCE.findall(text) if _RENAMED.search(text) else ():
            if _RENAMED.search(sentence):
                most = max(most, sum(_tells(sentence, name) for name in (author, body)))
    return most


def _tells(sentence: str, name: str) -> bool:
    """The sentence gives the name, if only without its place («原县扶贫办», «乡村振兴局»)."""
    return any(name[at:] in sentence for at in range(len(name) - _SHORTEST + 1))


def _differs(author: str, body: str) -> bool:
    """Both are full names of bodies of one kind, and neither is another way to say the other."""
    author, body = _OFFICE.sub("", author), _OFFICE.sub("", body)
    if not (_BODY.search(author) and _BODY.search(body)):
        return False
    if _is_short_for(author, body) or _is_short_for(body, author):
        return False
    governments = [bool(_GOVERNMENT.search(name)) for name in (author, body)]
    if any(governments):
        return all(governments)  # else a department reports for its government
    place = 0
    while place < min(len(author), len(body)) and author[place] == body[place]:
        place += 1
    rest = author[place:], body[place:]
    return place >= 2 and all(len(each) >= 2 for each in rest) and rest[0][:2] != rest[1][:2]


def _is_short_for(short: str, full: str) -> bool:
    """«发改局» for «发展和改革局»: its characters in their order."""
    behind = iter(full)
    return all(char in behind for char in short)


RULES = (
    Rule(
        code="TXT006",
        name="text-year",
        severity="warning",
        summary=Text(
            "正文的年份和统计期限就是报告年度", "the year and period in the prose are the report's"
        ),
        why=Text(
            "沿用上年文稿时，常有年份或统计期限忘了修改。",
            "Where last year's text was reused, a year or the period is often left over.",
        ),
        source=FORMAT,
        example=Text(
            "2024 年度报告写“统计期限自 2023 年 1 月 1 日至 2023 年 12 月 31 日”。",
            "a report on 2024 with the period of 2023.",
        ),
        check=times,
    ),
    Rule(
        code="FRM005",
        name="title-year",
        severity="warning",
        summary=Text(
            "标题与正文的年度、单位一致", "title and prose speak of one year and one body"
        ),
        why=Text(
            "标题与正文年度或单位不一致，说明稿件可能放错，或者套用了别的单位、别的年度的文稿。",
            "Where they differ, the text may be another year's or another body's.",
        ),
        source=FORMAT,
        example=Text(
            "标题为 2024 年度，正文说的都是 2023 年。", "the title says 2024, the prose 2023."
        ),
        check=title,
    ),
)

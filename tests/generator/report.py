"""A whole report in the neutral form: title, sections with their prose and tables."""

from __future__ import annotations

from tests.generator.blocks import Block, Sheet
from tests.generator.labels import section_title
from tests.generator.layout import PLAIN, Layout
from tests.generator.prose import paragraphs
from tests.generator.tables import tables_of
from tests.generator.truth import Truth

__all__ = ["blocks"]

SUB_TOPICS = ("一、主动公开", "二、依申请公开", "三、监督保障")


def blocks(truth: Truth, layout: Layout = PLAIN, told: Truth | None = None) -> list[Block]:
    """Lay a report out.

    Arguments:
        truth: what its tables say.
        layout: how.
        told: what its prose says, where that is not the same.
    """
    told = told or truth
    laid: list[Block] = [truth.title, *paragraphs(told, "introduction")]
    if not truth.form.sections:
        laid += ["一、概述", *paragraphs(told, "overview"), "政府信息公开情况统计表"]
        laid += tables_of(truth, "", layout)
    for place, section in enumerate(truth.form.sections):
        laid.append(section_title(section, layout, place))
        if section.id == "overview" and layout.titles == "restart":
            laid += [SUB_TOPICS[0]]
            laid += [*paragraphs(told, section.id), *SUB_TOPICS[1:]]
        else:
            laid += paragraphs(told, section.id)
        laid += tables_of(truth, section.id, layout)
    return [*_before(truth), *laid, *_after()] if layout.around else laid


def _before(truth: Truth) -> list[Block]:
    """What a page has above its report."""
    menu, details = Sheet(), Sheet()
    menu.add("首页", "新闻动态", "政务公开", "办事服务", "互动交流")
    details.add("索引号", "00000000/2024-00001", "发布机构", truth.body)
    details.add("发文日期", f"{truth.year + 1}-01-20", "浏览次数", "128")
    return [menu.table(), "当前位置：首页 > 政务公开 > 政府信息公开年报", details.table()]


def _after() -> list[Block]:
    """What a page has below its report."""
    links = Sheet()
    links.add("网站地图", "联系我们", "关于我们")
    links.add("主办单位", "承办单位", "技术支持")
    return ["【打印】【关闭】", links.table()]

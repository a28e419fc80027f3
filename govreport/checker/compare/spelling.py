"""When two names as written are one body: 许昌市人民政府 and 许昌市, 许昌市卫健委 in full."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from govreport.checker.compare.names import city_in, district_in, places, region_of, without_region
from govreport.parser.script import SIMPLIFIED

__all__ = ["canonical", "plain", "short_forms", "sort_of", "spellings"]

_GOVERNMENT = re.compile(r"(?<=[省市县区旗州盟乡镇])(人民政府|政府)")
_REMARK = re.compile(r"\((?![^()]*(?:本级|机关|汇总|全|含))[^()]*\)$")
"""A second name or a remark in brackets; 本级 and 汇总 tell one report of a body from another."""
_MARKET = re.compile(r"(?<![省市县区旗州盟乡镇])市场监")
"""许昌市场监督管理局 has lost the second 市 of 许昌市市场监督管理局."""
_ABOVE = re.compile("(?:[省市州盟]|自治区|地区)$")
_BELOW = re.compile("(?:[市州盟县旗]|地区)$")
_AND = re.compile("[和与及、]")
_STREET = re.compile("街道办?$")
_ZONE_OFFICE = re.compile("管委会$")
_FULL = {
    "办": "办公室", "政府办": "办公室", "府办": "办公室", "外办": "外事办公室",
    "发改委": "发展改革委员会", "发展改革委": "发展改革委员会", "发改局": "发展改革局",
    "教体局": "教育体育局", "科技局": "科学技术局", "工信局": "工业信息化局",
    "工信委": "工业信息化委员会", "经信局": "经济信息化局", "经信委": "经济信息化委员会",
    "民宗局": "民族宗教事务局", "民宗委": "民族宗教事务委员会", "人社局": "人力资源社会保障局",
    "自规局": "自然资源规划局", "资规局": "自然资源规划局", "住建局": "住房城乡建设局",
    "住建委": "住房城乡建设委员会", "城管局": "城市管理局", "交通局": "交通运输局",
    "文旅局": "文化旅游局", "文广旅局": "文化广电旅游局", "卫健委": "卫生健康委员会",
    "卫健局": "卫生健康局", "卫健委员会": "卫生健康委员会", "退役军人局": "退役军人事务局",
    "应急局": "应急管理局", "市监局": "市场监督管理局", "市场监管局": "市场监督管理局",
    "国资委": "国有资产监督管理委员会", "医保局": "医疗保障局", "林草局": "林业草原局",
    "粮储局": "粮食物资储备局",
}  # fmt: skip
"""Short names in full, without 和: only those that have one full name everywhere."""
_OFFICES = ("办公室", "办公厅")
_OWN = re.compile(r"(?:本级|机关)\)?$")
_ZONE = re.compile("管理委员会$")
_TOWN = re.compile("(?:[镇乡]|街道办事处)$")
_COUNTY = re.compile("[县市区旗州盟]$")


@lru_cache(maxsize=65536)
def plain(name: str) -> str:
    """Return a name without white space and 人民政府, in simplified characters."""
    text = "".join(unicodedata.normalize("NFKC", name).split()).translate(SIMPLIFIED)
    return _GOVERNMENT.sub("", _REMARK.sub("", text))


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """Return the name by which a body is recognised: 许昌市人民政府, 许昌市政府 and 许昌市 are one.

    A province before a city is left out, and a city before a county (not before 区: many cities
    have a 鼓楼区), and short names are put in full.

    Arguments:
        name: the name as written. The office of a government (办公室) stays apart from it.
    """
    text = _STREET.sub("街道办事处", _ZONE_OFFICE.sub("管理委员会", plain(name)))
    text = _MARKET.sub("市市场监", text) if region_of(text) else text
    region = region_of(text)
    return "".join(_own_places(places(text))) + _in_full(text[len(region) :])


def _own_places(named: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out each place that the next one is told by alone."""
    while len(named) > 1 and _ABOVE.search(named[0]) and _BELOW.search(named[1]):
        named = named[1:]
    return named


def _in_full(organ: str) -> str:
    """Return the name of an organ in full, without 和."""
    text = _AND.sub("", organ)
    return _FULL.get(text, text)


def short_forms(organ: str) -> tuple[str, ...]:
    """Return the short names of an organ (卫生健康委员会 → 卫健委); none of a government's office."""
    full = _in_full(organ)
    if full in _OFFICES:
        return ()
    return tuple(short for short, of in _FULL.items() if of == full)


def spellings(name: str, parent: str = "") -> tuple[str, ...]:
    """Return the names by which a body under ``parent`` is recognised, with and without its place.

    清水镇人民政府 under 某某县人民政府 is 某某县清水镇人民政府, too; a 区 may stand without its city.
    """
    region, own = region_of(plain(parent)), plain(name)
    both = own if own.startswith(region) else region + own
    shorter = own.removeprefix(region)
    district = own.removeprefix(city_in(own))
    found = [own, both, *filter(region_of, [shorter]), *filter(district_in, [district])]
    return tuple(dict.fromkeys(map(canonical, found)))


def sort_of(unit: str) -> str:
    """Return what a body under a government is: ``office``, ``department``, ``zone``, ``county``
    (any government below) or ``town``.
    """
    name = canonical(unit)
    if without_region(name) in _OFFICES or _OWN.search(name):
        return "office"
    for sort, ending in (("town", _TOWN), ("zone", _ZONE), ("county", _COUNTY)):
        if ending.search(name):
            return sort
    return "department"

"""Names of bodies as written: when two are one, and which place they name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = [
    "canonical",
    "is_town",
    "names_body",
    "placed",
    "region_of",
    "shared",
    "sort_of",
    "spellings",
    "without_region",
]

_GOVERNMENT = re.compile(r"(?<=[省市县区旗州盟乡镇])(人民政府|政府)")
_REGION = re.compile(
    r"^([^\d\W]{1,7}?(?:自治区|自治州|自治县|地区|省|市|县|区|旗|州|盟|乡|镇|街道)){1,3}"
)
_BARE_LEVEL = re.compile(
    r"^[本全我]?(?:(?:高?新|开发|经开|经济技术开发)区|省|市(?!场|政(?!府))|县(?!域)|区(?![域划块])"
    r"|旗|州|盟|乡(?!村)|镇)"
)
"""A name that starts with a bare level (市财政局, but not 市场监督管理局) says no place."""
_NO_PLACE = re.compile(
    r"^(?:城[市区镇乡]|乡镇|镇[乡街]|街镇|社区|园区|小区|地区|辖区|[市县区]区|县市|市县|[林矿库景灾牧]区"
    r"|(?:国家级|省级|市级|经济|工业|产业|高新|科技|技术|农业|旅游|循环|保税|物流|综合|自然|风景|名胜|生态)+"
    r"(?:园|产业园|开发|保护|度假|示范|实验|合作|试验)?区)"
)
"""What ends like a place and is the name of none: 城市管理局, 社区办, 经济开发区管委会."""
_TOWN_ALONE = re.compile(r"^[^省市县区旗州盟]{1,7}?(?:乡|镇|街道)")
_ORGAN = re.compile(r"(局|委|委员会|厅|办|办公室|办公厅|中心|院|会|队|处|所|站|馆|部|社)$")
_OFFICES = ("办公室", "办公厅", "办", "政府办")
_ZONE = re.compile("(?:管委会|管理委员会)$")
_TOWN = re.compile("(?:[镇乡]|街道|街道办事处|街道办)$")
_COUNTY = re.compile("[县市区旗州盟]$")
_NATIONAL = ("国家", "中国", "中华", "国务院")


@lru_cache(maxsize=65536)
def canonical(name: str) -> str:
    """Return the name by which a body is recognised: 许昌市人民政府, 许昌市政府 and 许昌市 are one.

    Arguments:
        name: the name as written. The office of a government (办公室) stays apart from it.
    """
    text = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
    return _GOVERNMENT.sub("", text)


@lru_cache(maxsize=65536)
def region_of(name: str) -> str:
    """Return the place that a name starts with (许昌市财政局 → 许昌市), ``""`` when none."""
    if _BARE_LEVEL.match(name) or _NO_PLACE.match(name):
        return ""
    found = _REGION.match(name)
    return found.group(0) if found else ""


def spellings(name: str, parent: str) -> tuple[str, ...]:
    """Return the names by which a body under ``parent`` is recognised, with and without its place.

    清水镇人民政府 under 某某县人民政府 is 某某县清水镇人民政府, too.
    """
    region, own = region_of(parent), canonical(name)
    if not region:
        return (own,)
    shorter = own.removeprefix(region)
    both = region + own if not own.startswith(region) else shorter if region_of(shorter) else own
    return tuple(dict.fromkeys((own, both)))


def is_town(name: str) -> bool:
    """Tell whether a name begins with a town or street alone: many counties have a 城关镇."""
    return bool(region_of(name)) and _TOWN_ALONE.match(name) is not None


def without_region(name: str) -> str:
    """Return a name without the place or the bare level that it starts with (市财政局 → 财政局)."""
    region = region_of(name)
    rest = name[len(region) :] if region else re.sub(_BARE_LEVEL, "", name)
    return rest.removeprefix("人民政府").removeprefix("政府") if rest != name else rest


def placed(name: str, region: str) -> str | None:
    """Return the full name of a body in a place, ``None`` where the place is of another level.

    Arguments:
        name: the name without a place (市财政局, 财政局).
        region: the place (许昌市).
    """
    level = _BARE_LEVEL.match(name)
    if not region or (level and not region.endswith(level.group(0)[-1])):
        return None
    return region + without_region(name)


def shared(name: str) -> bool:
    """Tell whether many places have a body of this name (财政局, 市政府办公室)."""
    if _BARE_LEVEL.match(name):
        return True
    return not name.startswith(_NATIONAL) and _ORGAN.search(name) is not None


def names_body(text: str) -> bool:
    """Tell whether a text, such as the name of a folder, is the full name of a body."""
    region = region_of(text)
    return bool(region) and (canonical(text) == region or _ORGAN.search(text) is not None)


def sort_of(unit: str) -> str:
    """Return what a body under a government is: ``office``, ``department``, ``zone``, ``county``
    (any government below) or ``town``.
    """
    name = canonical(unit)
    if without_region(unit) in _OFFICES:
        return "office"
    for sort, ending in (("town", _TOWN), ("zone", _ZONE), ("county", _COUNTY)):
        if ending.search(name):
            return sort
    return "department"

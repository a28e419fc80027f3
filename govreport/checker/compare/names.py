"""Names of bodies as written: which place they name."""

from __future__ import annotations

import re
from functools import lru_cache

from govreport.parser.endings import ORGANS

__all__ = [
    "city_in",
    "district_in",
    "is_town",
    "names_body",
    "placed",
    "places",
    "region_of",
    "shared",
    "without_region",
]

_PLACE = re.compile(
    r"[^\d\W省市]{1,12}?自治[区州县旗]|[^\d\W]{1,7}?(?:地区|省|市(?!区(?![域划块]))|县|区"
    r"|[旗州乡镇](?![市县区乡镇街])|盟|街道)"
)
"""A place; 苏州市, 新乡市, 景德镇市, 红旗区 and 沙市区 do not end before their last character."""
_BARE_LEVEL = re.compile(
    r"^[本全我]?(?:(?:高?新|开发|经开|经济技术开发)区|省|市(?!场|政(?!府)|[中南北]区)|县(?!域)"
    r"|区(?![域划块])|旗|州|盟|乡(?!村|宁县)|镇(?![江平安巴坪原远宁赉康沅雄海][^\d\W]{0,9}[市县区]))"
)
"""A name that starts with a bare level (市财政局, but not 市场监督管理局 or 镇江市) says no place."""
_NO_PLACE = re.compile(
    r"^(?:城[市区镇乡]|乡镇|镇[乡街]|街镇|社区|园区|小区|地区|辖区|[市县区]区|县市|市县|[林矿库景灾牧]区"
    r"|(?:国家级|省级|市级|经济|工业|产业|高新|科技|技术|农业|旅游|循环|保税|物流|综合|自然|风景|名胜|生态)+"
    r"(?:园|产业园|开发|保护|度假|示范|实验|合作|试验)?区)"
)
"""What ends like a place and is the name of none: 城市管理局, 社区办, 经济开发区管委会."""
_TOWN_ALONE = re.compile(r"^[^省市县区旗州盟]{1,7}?(?:乡|镇|街道)")
_ORGAN = re.compile(rf"(?:{ORGANS}|[站馆部])$")
_NATIONAL = ("国家", "中国", "中华", "国务院")


@lru_cache(maxsize=65536)
def places(name: str) -> tuple[str, ...]:
    """Return the places that a name starts with, the largest first (许昌市鄢陵县财政局)."""
    found: list[str] = []
    rest = name
    while len(found) < 3 and not (_BARE_LEVEL.match(rest) or _NO_PLACE.match(rest)):
        place = _PLACE.match(rest)
        if place is None:
            break
        found.append(place.group())
        rest = rest[place.end() :]
    return tuple(found)


def region_of(name: str) -> str:
    """Return the place that a name starts with (许昌市财政局 → 许昌市), ``""`` when none."""
    return "".join(places(name))


def is_town(name: str) -> bool:
    """Tell whether a name begins with a town or street alone: many counties have a 城关镇."""
    return bool(region_of(name)) and _TOWN_ALONE.match(name) is not None


def district_in(name: str) -> bool:
    """Tell whether a name begins with a 区 alone: many cities have a 鼓楼区."""
    named = places(name)
    return len(named) == 1 and named[0].endswith("区") and not named[0].endswith(("自治区", "地区"))


def city_in(text: str) -> str:
    """Return the city, or what is on its level, that a name or a folder begins with."""
    return next((p for p in places(text) if p.endswith(("市", "州", "盟", "地区"))), "")


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
    rest = text[len(region) :]
    return bool(region) and (rest in ("", "政府", "人民政府") or _ORGAN.search(text) is not None)

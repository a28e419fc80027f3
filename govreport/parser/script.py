"""Traditional characters of the field's words and of names, as simplified ones."""

from __future__ import annotations

__all__ = ["SIMPLIFIED"]

_WORDS = (
    "請请開开復复議议訴诉訟讼結结轉转辦办覆复萬万億亿兩两個个條条項项處处續续維维糾纠審审總总計计規规範范許许罰罚強强費费"
    "別别餘余約约過过無无沒没發发現现與与關关間间機机業业會会組组織织團团體体務务長长電电線线網网絡络書书當当徑径華华財财劃划製制時时內内後后從从"
    "來来對对應应為为爲为進进還还達达數数產产種种縣县區区鎮镇鄉乡廳厅門门單单於于並并據据實实際际標标準准誠诚詢询認认證证"
    "變变終终撤撤駁驳確确違违責责錯错敗败勝胜協协調调說说諮咨熱热線线郵邮遞递場场麼么這这屬属級级決决級级訊讯廢废報报"
    "臺台頒颁稱称統统給给離离點点積积極极貫贯優优複复習习導导與与將将願愿隨随強强貳贰參叁陸陆負负權权執执資资識识類类"
)
_NAMES = (
    "衛卫農农環环國国稅税監监險险學学園园療疗軍军檔档館馆廣广視视勞劳動动設设築筑運运輸输醫医殘残聯联僑侨貿贸糧粮儲储"
    "龍龙陽阳寧宁漢汉蘭兰濟济蘇苏揚扬慶庆廈厦東东馬马鳳凤豐丰興兴遼辽滄沧贛赣雲云嶺岭灣湾島岛濱滨濰潍萊莱煙烟鄭郑"
    "開开遠远順顺義义紹绍嘉嘉麗丽溫温錫锡鎮镇鹽盐連连銅铜陰阴廬庐蕪芜馬马滁滁淮淮滬沪渝渝貴贵瀘泸綿绵樂乐內内榮荣"
)
SIMPLIFIED = {
    ord(a): b
    for pairs in (_WORDS, _NAMES)
    for a, b in zip(pairs[::2], pairs[1::2], strict=True)
    if a != b
}
"""For :meth:`str.translate`: only characters that stand for one simplified character."""

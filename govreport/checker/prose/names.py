"""The names of claims in both languages."""

from __future__ import annotations

from govreport.text import Text

__all__ = ["name_of"]

NAMES = {
    "received": Text("收到申请", "requests received"),
    "new": Text("本年新收", "new requests"),
    "carried_in": Text("上年结转", "requests carried in"),
    "handled": Text("办结（答复）", "requests handled"),
    "treated": Text("办理申请", "requests treated"),
    "carried_out": Text("结转下年度", "requests carried over"),
    "granted": Text("予以公开", "granted"),
    "partial": Text("部分公开", "partly granted"),
    "granted_partial": Text("予以公开及部分公开", "granted or partly granted"),
    "denied": Text("不予公开", "denied"),
    "denied_state_secret": Text("属于国家秘密", "state secret"),
    "denied_by_law": Text("法律行政法规禁止公开", "forbidden by law"),
    "denied_security": Text("危及“三安全一稳定”", "security and stability"),
    "denied_third_party": Text("保护第三方合法权益", "rights of third parties"),
    "denied_private": Text("商业秘密或个人隐私", "trade secrets or privacy"),
    "denied_internal": Text("属于内部事务信息", "internal affairs"),
    "denied_process": Text("属于过程性信息", "information in process"),
    "denied_enforcement_file": Text("属于行政执法案卷", "enforcement files"),
    "denied_inquiry": Text("属于行政查询事项", "administrative inquiries"),
    "unavailable": Text("无法提供", "unavailable"),
    "unavailable_not_held": Text("本机关不掌握", "not held"),
    "unavailable_to_be_created": Text("没有现成信息需要另行制作", "to be created"),
    "unavailable_unclear": Text("补正后申请内容仍不明确", "still unclear"),
    "refused": Text("不予处理", "refused"),
    "refused_petition": Text("信访举报投诉类申请", "petitions"),
    "refused_repeated": Text("重复申请", "repeated requests"),
    "refused_publication": Text("要求提供公开出版物", "publications"),
    "refused_excessive": Text("无正当理由大量反复申请", "excessive requests"),
    "refused_reconfirmation": Text("要求确认或重新出具", "reconfirmation"),
    "other_not_corrected": Text("逾期不补正", "not corrected in time"),
    "other_unpaid": Text("逾期未缴费", "not paid in time"),
    "other": Text("其他处理", "otherwise closed"),
    "results": Text("其他各项结果", "the other results"),
    "withdrawn": Text("撤回申请", "withdrawn"),
    "natural_person": Text("自然人", "natural persons"),
    "legal_person": Text("法人或其他组织", "legal persons"),
    "enterprise": Text("商业企业", "enterprises"),
    "research": Text("科研机构", "research institutions"),
    "social_organization": Text("社会公益组织", "social organizations"),
    "legal_service": Text("法律服务机构", "legal services"),
    "other_applicants": Text("其他申请人", "other applicants"),
    "reconsideration": Text("行政复议", "reconsideration"),
    "litigation": Text("行政诉讼", "litigation"),
    "reconsideration_litigation": Text("行政复议和行政诉讼", "reconsideration and litigation"),
    "fee": Text("信息处理费", "processing fee"),
    "rules": Text("规章", "rules"),
    "normative_documents": Text("行政规范性文件", "normative documents"),
    "permits": Text("行政许可", "permits"),
    "penalties": Text("行政处罚", "penalties"),
    "compulsory_measures": Text("行政强制", "compulsory measures"),
}
PARTS = {
    "upheld": Text("结果维持", "upheld"),
    "corrected": Text("结果纠正", "corrected"),
    "pending": Text("尚未审结", "pending"),
    "direct": Text("未经复议直接起诉", "without reconsideration"),
    "after_reconsideration": Text("复议后起诉", "after reconsideration"),
    "issued": Text("制发", "issued"),
    "repealed": Text("废止", "repealed"),
    "in_force": Text("现行有效", "in force"),
    "decisions": Text("处理决定", "decisions"),
}


def name_of(kind: str) -> Text:
    """Return the name of a kind of claim; what has none keeps its identifier."""
    if kind in NAMES:
        return NAMES[kind]
    head, _, rest = kind.removeprefix("proactive.").partition(".")
    name, part = NAMES.get(head), PARTS.get(rest)
    if rest == "other":
        part = Text("其他结果", "other outcome")
    if name is None or part is None:
        return Text(kind, kind)
    return Text(f"{name.zh}{part.zh}", f"{name.en}, {part.en}")

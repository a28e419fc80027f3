"""The public face of the package."""

from __future__ import annotations

import pytest

import govreport
from govreport.checker.model import Result
from govreport.parser.report import Report


def test_every_public_name_is_there():
    assert dir(govreport) == sorted(govreport.__all__)
    for name in govreport.__all__:
        assert getattr(govreport, name) is not None


def test_classes_are_those_of_the_models():
    assert govreport.Report is Report
    assert govreport.Result is Result


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="nonsense"):
        _ = govreport.nonsense


def test_a_report_is_read_and_checked(samples):
    report = govreport.read(samples / "one-wrong-cell.txt")
    assert isinstance(report, govreport.Report)
    result = govreport.check(report)
    assert isinstance(result, govreport.Result)
    assert result.verdict == govreport.check(samples / "one-wrong-cell.txt").verdict


def test_claims_of_a_text():
    (claim,) = govreport.claims("全年共收到政府信息公开申请12件。", year=2024)
    assert (claim.claim, claim.value) == ("received", 12)


def test_errors_are_caught_by_name(tmp_path):
    (tmp_path / "a.txt").write_text("今天天气很好。", encoding="utf-8")
    with pytest.raises(govreport.NotAReport):
        govreport.read(tmp_path / "a.txt")
    with pytest.raises(govreport.ReadingError):
        govreport.read(tmp_path / "b.txt")

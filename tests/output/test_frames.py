"""The findings as a DataFrame have the columns of the JSON."""

from __future__ import annotations

from govreport.output.frames import COLUMNS, findings_frame
from govreport.output.json import finding_data
from tests.output.results import make_result, wrong_result


def test_a_row_for_each_finding_with_the_columns_of_the_json():
    result = wrong_result()
    frame = result.findings
    assert tuple(frame.columns) == COLUMNS == tuple(finding_data(result.issues[0], "zh"))
    assert frame["rule"].tolist() == ["REQ001", "REQ002"]
    assert frame["difference"].tolist() == [1, 1]
    assert isinstance(frame["printed"][0], int)
    assert not frame["accepted"].any()


def test_no_finding_is_an_empty_frame_of_the_same_columns_and_types():
    empty, full = findings_frame(make_result()), findings_frame(wrong_result())
    assert len(empty) == 0
    assert empty.dtypes.equals(full.dtypes)


def test_the_message_speaks_the_language_asked_for():
    assert findings_frame(wrong_result(), "en")["message"][0] == "message of REQ001"

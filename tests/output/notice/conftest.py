"""Notices written from results."""

from __future__ import annotations

import pytest

from govreport.output.notice.details import Details
from govreport.output.notice.writer import Notices
from tests.output.notice.reread import letters


@pytest.fixture
def notices(tmp_path):
    """Write notices about some results, and read them again, by their names."""

    def write(*items, details=Details(), language="zh", folder="notices"):  # noqa: B008
        path = tmp_path / folder
        output = Notices(str(path), details, language)
        for item in items:
            output.add(item)
        output.close()
        assert not output.folder.problems
        return letters(path)

    return write

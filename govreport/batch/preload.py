"""Imported once by the server that starts the reading processes: they find it there.

Only what every report needs; the libraries of single formats are loaded by the process that
meets such a file.
"""

import govreport.batch.worker
import govreport.checker.engine
import govreport.parser.recognise
import govreport.parser.stored
import govreport.parser.tables
import govreport.parser.title
import govreport.reading  # noqa: F401 - imported for the processes that follow
from govreport.forms import all_forms

all_forms()

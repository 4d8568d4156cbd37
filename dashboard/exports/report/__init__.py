"""The files of a frozen report: a workbook and a PDF.

A file says what was frozen and nothing that happens later, so that it is the same bytes each time it is made: of the
same version, in the same language, for the same role, by the same release of this program. Both forms keep to it:

- No clock is read: the time inside a file is that of the version's preparation (``cover.prepared_at``).
- The state it shows is what can never change again: the judgement of each indicator, and the steps taken before this
  version (``cover.steps``). Whether this version itself was submitted, returned or approved is said on the report's
  page, where the cover sends its reader (``cover.standing``).
- It names the role it was made for (``stamp.audience``), not the account: two financiers hold the same file.
- The order of everything is given by the content, never by the database.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeGuard

from dashboard.exports.report.pdf import file as pdf
from dashboard.exports.report.xlsx import file as xlsx
from dashboard.i18n import Words
from data_access.question import Filters, Question
from data_access.reports import Frozen
from data_access.viewer import Forbidden, Role

Form = Literal["xlsx", "pdf"]
FORMS: tuple[Form, ...] = ("xlsx", "pdf")
READERS = frozenset({Role.MANAGER, Role.FINANCIER})


def is_form(text: str) -> TypeGuard[Form]:
    """Whether there are files of that form."""
    return text in FORMS


def rendered(form: Form, question: Question, frozen: Frozen, words: Words) -> bytes:
    """The file of ``frozen`` as the viewer who asks may have it. Raises Forbidden for all but READERS.

    The day and the filters of the question play no part: a report has its own day, and is of the whole programme.
    """
    if question.viewer.role not in READERS:
        raise Forbidden("report")
    asked = replace(question, as_of=frozen.as_of, filters=Filters())
    made = xlsx if form == "xlsx" else pdf
    return made(asked, frozen, words)

"""What people say in a report: of the whole, and of each indicator."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from data_access.catalogue import indicators
from data_access.message import N_
from data_access.reports.refusal import Refused
from data_access.reports.states import Judgement

LONGEST = 5_000  # characters of a comment: two pages
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# No database or file format keeps these, and nobody sees them: control characters but tab and line ends, halves of
# surrogate pairs, and two that are no characters at all.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Remark:
    """What people say of an indicator."""

    judgement: Judgement | None = None
    comment: str = ""


def comment(text: str) -> str:
    """The text as it is kept: trimmed, its lines ended by line feeds, without what cannot be printed.

    Raises Refused where it is longer than LONGEST.
    """
    kept = _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).strip()
    if len(kept) > LONGEST:
        raise Refused(
            N_(
                "A comment has {found} characters; {longest} is the most. Shorten it and send it again.",
                found=len(kept),
                longest=LONGEST,
            )
        )
    return kept


def remarks(given: Mapping[str, Remark]) -> Mapping[str, Remark]:
    """The remarks as they are kept, by the code of the indicator.

    Raises Refused for an indicator that the catalogue does not have, and as ``comment``.
    """
    unknown = sorted(given.keys() - indicators().keys())
    if unknown:
        raise Refused(
            N_(
                "There is no indicator {code}; there are: {codes}. Nothing was prepared.",
                code=unknown[0],
                codes=", ".join(indicators()),
            )
        )
    return {code: Remark(one.judgement, comment(one.comment)) for code, one in given.items()}

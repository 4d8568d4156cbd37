"""What the check of a file found, said to who sent it."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from dashboard import shell
from dashboard.exports.report.check import origin
from dashboard.i18n import Words
from dashboard.today import moment
from data_access import reports
from data_access.question import Question
from data_access.reports import Verification
from data_access.reports.copies import Copy


@dataclass(frozen=True)
class Verdict:
    """``good``: it is one of ours, and nothing has changed. ``sentences``: what was found and what to do."""

    title: str
    good: bool
    sentences: Sequence[str]


def verdict(question: Question, period: str, sent: bytes, words: Words) -> Verdict:
    """Whether ``sent`` is a file made of the report, and whether what was frozen is intact."""
    found = origin(question, period, sent)
    if found is None:
        return _foreign(question, period, sent, words)
    said = [_origin(found, words), *_later(question, found, words)]
    frozen = reports.latest(question, found.period, found.version)
    if frozen is None:
        unseen = words.gettext("This version was never submitted to the financier.")
        return Verdict(words.gettext("The file matches"), good=True, sentences=[*said, unseen])
    intact = reports.verify(question, frozen)
    if not (intact.content and intact.entries and intact.values):
        broken = words.gettext(
            "But what was frozen has been changed in the database since: it no longer has its hash {hash}. Tell the"
            " administrator; until it is cleared up, rely on the file and not on the dashboard.",
            hash=frozen.hash,
        )
        return Verdict(
            words.gettext("The file matches, but the frozen report was changed"), good=False, sentences=[*said, broken]
        )
    if not intact.steps:
        moved = words.gettext(
            "But the steps of this report, or its hash {hash}, are not those that the audit log tells of: one of the"
            " two was changed in the database. Tell the administrator; until it is cleared up, rely on the file and"
            " not on the dashboard.",
            hash=frozen.hash,
        )
        changed = words.gettext("The file matches, but the steps of the report were changed")
        return Verdict(changed, good=False, sentences=[*said, moved])
    return Verdict(words.gettext("The file matches"), good=True, sentences=[*said, _intact(intact, words)])


def _intact(found: Verification, words: Words) -> str:
    """What holds of what was frozen; of entries from which persons were removed less than of others."""
    if found.seal is None:
        return words.gettext(
            "What was frozen is intact as well: computed anew just now, the content has the hash {hash}, and the"
            " entries it rests on are those of then.",
            hash=found.report.hash,
        )
    return words.gettext(
        "What was frozen is intact as well: computed anew just now, the content has the hash {hash}. Who the entries it"
        " rests on were of was removed on {day}, as the law asks: they are as that left them, and the figures are"
        " still their sums.",
        hash=found.report.hash,
        day=moment(found.seal.at, words),
    )


def unchosen(words: Words) -> Verdict:
    """What is said where no file came."""
    advice = words.gettext("Go back to the report, choose the file you were sent, and then send it.")
    return Verdict(words.gettext("No file was chosen, or it is empty"), good=False, sentences=[advice])


def _origin(found: Copy, words: Words) -> str:
    told = {
        "file": {"xlsx": words.gettext("Excel workbook"), "pdf": words.gettext("PDF")}[found.form],
        "language": {
            "fi": words.gettext("in Finnish"),
            "sv": words.gettext("in Swedish"),
            "en": words.gettext("in English"),
        }[found.language],
        "version": found.version,
        "period": found.period,
        "role": shell.ROLE_NAMES[found.role],
    }
    if found.at is None:
        return words.gettext(
            "This is the {file} {language} of version {version} of the report {period}, made for the {role}: unchanged"
            " byte for byte. The audit log does not say when it was handed out.", **told,
        )  # fmt: skip
    return words.gettext(
        "This is the {file} {language} of version {version} of the report {period}, made for the {role}, as handed out"
        " on {moment}: unchanged byte for byte.", moment=moment(found.at, words), **told,
    )  # fmt: skip


def _later(question: Question, found: Copy, words: Words) -> list[str]:
    last = reports.latest(question, found.period)
    if last is None or last.version <= found.version:
        return []
    return [
        words.gettext("It is not the latest version of this report: that is version {version}.", version=last.version)
    ]


def _foreign(question: Question, period: str, sent: bytes, words: Words) -> Verdict:
    said = [
        words.gettext(
            "This file is not one of those made of the report {period}: its bytes differ from all of them.",
            period=period,
        ),
        words.gettext(
            "That need not be bad: a file that was opened and saved again is another file, even where nothing looks"
            " different, and so is one that a release of this program made which is no longer installed. Ask for the"
            " file as it was downloaded. Or compare yourself: download the file from the report's page and hold the"
            " figures of both side by side; those on the page are the frozen ones."
        ),
        words.gettext("SHA-256 of the file you sent: {hash}", hash=hashlib.sha256(sent).hexdigest()),
    ]
    last = reports.latest(question, period)
    if last is not None:
        said.append(
            words.gettext(
                "The hash on the first page of a file of version {version} is {hash}.",
                version=last.version, hash=last.hash,
            )
        )  # fmt: skip
    return Verdict(words.gettext("The file does not match"), good=False, sentences=said)

"""What stands on the cover of a handout: of what it is, of when, for whom, on which data it rests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.components.filters import label
from dashboard.components.status import word
from dashboard.exports.handout.handout import Handout
from dashboard.exports.stamp import Fact, audience
from dashboard.today import moment
from data_access.queries.filters import choices


def facts(handout: Handout) -> Sequence[Fact]:
    """Each with its label, in their order. Two queries where filters were chosen."""
    words, question = handout.words, handout.asked.question
    return [
        Fact(words.gettext("Programme"), f"{handout.programme} ({question.programme.code})"),
        *([Fact(words.gettext("Status"), handout.status)] if handout.status else []),
        Fact(words.gettext("As of"), question.as_of),
        Fact(words.gettext("Filters"), chosen(handout)),
        Fact(words.gettext("Data version"), question.programme.data_version),
        Fact(words.gettext("Made for"), audience(question, words)),
        Fact(words.gettext("Made on"), moment(handout.made_at, words)),
        *([Fact(words.gettext("Demonstration data"), words.gettext("Nothing in this file is real."))]
          if question.programme.demonstration else []),
    ]  # fmt: skip


def chosen(handout: Handout) -> str:
    """The filters that the reader chose, in words; what the programme does not have is not repeated. Two queries."""
    words, question = handout.words, handout.asked.question
    given = {name: value for name, value in vars(question.filters).items() if value}
    if not given:
        return words.gettext("none chosen")
    known, unknown = _called(handout), words.gettext("unknown")
    return ", ".join(f"{label(name, words)}: {known[name].get(value, unknown)}" for name, value in given.items())


def _called(handout: Handout) -> Mapping[str, Mapping[str, str]]:
    """What may be chosen by each filter, by its code."""
    words, found = handout.words, choices(handout.asked.question)
    return {
        "cohort": {code: words.name(names) or code for code, names in found.cohorts.items()},
        "sector": {one.code: getattr(one, words.language) for one in found.sectors},
        "region": {region: region for region in found.regions},
        "status": {code: word(code, words) for code in found.statuses},
    }


def stamp(handout: Handout) -> str:
    """The same in one line, for the foot of every page."""
    words, question = handout.words, handout.asked.question
    parts = [
        handout.programme,
        words.gettext("As of {day}", day=question.as_of),
        words.gettext("data version {number}", number=question.programme.data_version),
        words.gettext("made on {moment}", moment=moment(handout.made_at, words)),
    ]
    if question.programme.demonstration:
        parts.insert(1, words.gettext("Demonstration data"))
    return " · ".join(parts)


def basis(handout: Handout, at: int) -> str:
    """What the panel of a leaf rests on: source, day and n."""
    words, leaf = handout.words, handout.leaves[at]
    if leaf.panel is None:
        return leaf.name
    said = [
        leaf.name,
        words.gettext("Source: {sheets}", sheets=", ".join(leaf.panel.source)),
        words.gettext("as of {day}", day=handout.day(leaf)),
        *([leaf.panel.n] if leaf.panel.n else []),
    ]
    return " · ".join(said)

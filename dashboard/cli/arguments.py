"""The commands and what they take; each names the module and the function that it runs."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from datetime import date
from pathlib import Path
from typing import TypeAlias

Commands: TypeAlias = "_SubParsersAction[ArgumentParser]"  # subscriptable for type checkers alone
LANGUAGES = ("fi", "sv", "en")
ADMINISTRATOR = "admin"
LONGEST_SOURCE = 128  # characters, as in the tables
REMARKS = (
    "what people say of indicators: a .csv file with the columns indicator, judgement (met, on_track, constrained,"
    " no_progress, or empty) and comment, or a .json file with a list of such objects"
)
ROLES = ("manager", "steering", "financier", "organisation", ADMINISTRATOR)


def parser() -> ArgumentParser:
    """All of them; sets ``module`` and ``function``."""
    made = ArgumentParser(prog="dashboard", description="A monitoring dashboard for EU-funded programmes.")
    commands = made.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _installation(commands)
    _accounts(commands)
    _files(commands)
    _figures(commands)
    _reports(commands)
    _audit(commands)
    _removal(commands)
    _protection(commands)
    return made


def _installation(commands: Commands) -> None:
    _command(commands, "migrate", "installation", "Make the database, or bring it to the version of this software.")
    _command(commands, "demo", "demonstration", "Load the demonstration programme and make accounts to try it with.")
    serve = _command(commands, "serve", "installation", "Serve the dashboard.")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8050)


def _accounts(commands: Commands) -> None:
    users = commands.add_parser("user", help="Accounts: who may sign in, and as what.").add_subparsers(
        title="commands", metavar="COMMAND", required=True
    )
    add = _command(users, "add", "accounts", "Make an account, or give one another role; a new one gets a link.")
    link = _command(users, "link", "accounts", "Make a link by which the account's person chooses a password.")
    listing = _command(users, "list", "accounts", "All accounts with their roles.", function="listing")
    disable = _command(users, "disable", "accounts", "Close an account; its sessions end.")
    password = _command(
        users, "password", "accounts", "Give an account a new password, which opens a closed one again."
    )
    reopen = _command(users, "reopen", "accounts", "Open a closed account again, as it was.")
    ended = "Sign an account out everywhere."
    end_sessions = _command(users, "end-sessions", "accounts", ended, function="end_sessions")
    taken = "Take away the second factor of somebody who has lost it."
    reset = _command(users, "reset-second-factor", "accounts", taken, function="reset_second_factor")
    for made in (add, link, disable, reopen, password, end_sessions, reset):
        made.add_argument("email", metavar="EMAIL")
    for made in (add, link):
        made.add_argument("--base", metavar="URL", help="what the link begins with; PUBLIC_URL when left out")
    add.add_argument("--role", choices=ROLES, required=True)
    add.add_argument("--programme", metavar="CODE", help="in which it has the role")
    add.add_argument("--organisation", metavar="CODE", help="for the role organisation: whose people it is for")
    _format(listing, "text", "json")


def _files(commands: Commands) -> None:
    template = _command(commands, "template", "files", "Write an empty programme workbook to fill in.")
    template.add_argument("file", metavar="OUT.xlsx", type=Path)
    template.add_argument("--language", choices=LANGUAGES, default="en")
    check = _command(commands, "check", "files", "Say what is wrong in files, and load nothing.")
    load = _command(commands, "load", "files", "Load files as one delivery, whole or not at all.")
    for made in (check, load):
        made.add_argument("files", metavar="FILE", type=Path, nargs="+")
        made.add_argument("--profile", metavar="P", help="how to read files that are not the programme workbook")
        said = "who delivers: a later delivery of theirs replaces an earlier"
        made.add_argument("--source", metavar="NAME", type=_source, help=said)
        made.add_argument("--language", choices=LANGUAGES, default="en", help="of the text; the json is English")
        _format(made, "text", "json")
    load.add_argument("--dry-run", action="store_true", help="do everything but write")


def _figures(commands: Commands) -> None:
    indicators = _command(commands, "indicators", "figures", "The indicators of a programme as of a day.")
    panels = _command(commands, "panels", "panels", "All panels: their ids, titles and pages.", function="listing")
    panel = _command(commands, "panel", "panels", "The rows behind a panel, as a role may see them.")
    for made in (indicators, panels, panel):
        made.add_argument("programme", metavar="PROGRAMME")
    for made in (indicators, panel):
        made.add_argument("--as-of", metavar="DAY", type=_day, help="as 2025-12-31; today when left out")
    panel.add_argument("id", metavar="ID")
    panel.add_argument("--as", dest="role", metavar="ROLE[:ORGANISATION]", default="manager")
    panel.add_argument("--where", metavar="KEY=VALUE", type=_pair, action="append", default=[])
    _format(indicators, "text", "json")
    _format(panels, "text", "json")
    _format(panel, "csv", "json")
    _export(commands)


def _export(commands: Commands) -> None:
    export = _command(commands, "export", "handouts", "Write a page or a deck as a file, as a role may see it.")
    export.add_argument("programme", metavar="PROGRAMME")
    export.add_argument("page", metavar="PAGE|DECK", help="overview, network and so on, or the name of a deck")
    export.add_argument("--format", choices=("pptx", "pdf", "xlsx", "csv"), required=True, help="csv: an archive")
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    export.add_argument("--as", dest="role", metavar="ROLE[:ORGANISATION]", default="manager")
    export.add_argument("--language", choices=LANGUAGES, default="en")
    export.add_argument("--period", metavar="PERIOD", help="as of the end of this reporting period")
    export.add_argument("--as-of", metavar="DAY", type=_day, help="as 2025-12-31; today when left out")
    export.add_argument("--where", metavar="KEY=VALUE", type=_pair, action="append", default=[])


def _reports(commands: Commands) -> None:
    steps = commands.add_parser("report", help="Reports to the financier: prepare, hand in, check, take as files.")
    within = steps.add_subparsers(title="commands", metavar="COMMAND", required=True)
    prepare = _command(within, "prepare", "reports", "Freeze the report of a period as the records give it now.")
    prepare.add_argument("--remarks", metavar="FILE", type=Path, help=REMARKS)
    submit = _command(within, "submit", "reports", "Hand the prepared report in to the financier.")
    back = _command(within, "return", "reports", "Return the submitted report, as the financier.", function="give_back")
    back.add_argument("--reason", metavar="TEXT", required=True, help="what must be mended")
    approve = _command(within, "approve", "reports", "Approve the submitted report, as the financier.")
    verify = _command(within, "verify", "versions", "Say whether a frozen report still says what it said.")
    export = _command(within, "export", "versions", "Write a frozen report as a file.")
    listing = _command(
        within, "list", "reports", "The reports of a programme and where they stand.", function="listing"
    )
    for made in (prepare, submit, back, approve, verify, export, listing):
        made.add_argument("programme", metavar="PROGRAMME")
    for made in (prepare, submit, back, approve, verify, export):
        made.add_argument("period", metavar="PERIOD")
    for made in (prepare, submit, approve):
        made.add_argument("--comment", metavar="TEXT", default="")
    for made in (verify, export):
        made.add_argument("--version", metavar="N", type=_version, help="the last one when left out")
    for made in (prepare, submit, back, approve, verify, listing):
        _format(made, "text", "json")
    export.add_argument("--format", choices=("xlsx", "pdf"), required=True)
    export.add_argument("-o", "--output", metavar="FILE", type=Path, required=True)
    export.add_argument("--language", choices=LANGUAGES, default="en")
    export.add_argument("--as", dest="role", choices=("manager", "financier"), default="manager")


def _audit(commands: Commands) -> None:
    log = commands.add_parser(
        "audit", help="The audit log: who signed in, saw evidence, took files, moved reports, loaded data."
    )
    within = log.add_subparsers(title="commands", metavar="COMMAND", required=True)
    listing = _command(within, "list", "audit", "Entries of the audit log, newest first.", function="listing")
    listing.add_argument("--programme", metavar="CODE")
    listing.add_argument(
        "--action", metavar="A", help="evidence, file, report, load, sign_in, account, erasure or retention"
    )
    listing.add_argument("--who", metavar="W", help="an account's address")
    listing.add_argument("--since", metavar="DAY", type=_day, help="as 2025-12-31")
    listing.add_argument("--limit", metavar="N", type=int, default=100, help="at most so many; 100 when left out")
    _format(listing, "text", "json")
    verify = _command(within, "verify", "audit", "Say whether the audit log is as it was written.")
    verify.add_argument("--expect", metavar="HASH", help="a last hash that was kept elsewhere")


def _removal(commands: Commands) -> None:
    forget = _command(
        commands, "forget", "removal", "Erase persons: their identities are read from standard input, one a line."
    )
    forget.add_argument("--programme", metavar="CODE", help="in this programme alone; in all when left out")
    retention = _command(
        commands, "retention", "removal", "Say what is held of persons and until when, or remove it once that is over."
    )
    retention.add_argument("programme", metavar="PROGRAMME")
    said = "note that the last payment was made on this day, as 2026-12-31"
    retention.add_argument("--last-payment", metavar="DAY", type=_day, help=said)
    retention.add_argument("--apply", action="store_true", help="remove the records, for good")
    for made in (forget, retention):
        _format(made, "text", "json")


def _protection(commands: Commands) -> None:
    protect = commands.add_parser("protect", help="What restricted readers may see, and whether it gives people away.")
    within = protect.add_subparsers(title="commands", metavar="COMMAND", required=True)
    audit = _command(within, "audit", "protection", "Try to work out every number that is hidden from a role.")
    thresholds = _command(within, "thresholds", "protection", "Say or set the smallest numbers of people shown.")
    for made in (audit, thresholds):
        made.add_argument("programme", metavar="PROGRAMME")
    audit.add_argument("--as", dest="role", choices=("steering", "financier", "organisation"), required=True)
    _format(audit, "text", "json")
    thresholds.add_argument("--cell", metavar="N", type=_threshold, help="smaller counts are hidden; 5 at first")
    thresholds.add_argument("--network", metavar="N", type=_threshold, help="the same of the peer network; 10 at first")


def _command(commands: Commands, name: str, module: str, said: str, *, function: str = "") -> ArgumentParser:
    made = commands.add_parser(name, help=said, description=said)
    made.set_defaults(module=module, function=function or name)
    return made


def _format(made: ArgumentParser, *formats: str) -> None:
    """``--format``; the first one is what comes without it."""
    made.add_argument("--format", choices=formats, default=formats[0])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"{text!r} is no day such as 2025-12-31") from None


def _version(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 0 < int(text) < 2**31):
        raise ArgumentTypeError(f"{text!r} is no number of a version: 1, 2 and so on")
    return int(text)


def _threshold(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 2 <= int(text) < 1000):
        raise ArgumentTypeError(f"{text!r} is no threshold from 2 to 999")
    return int(text)


def _source(text: str) -> str:
    if not 0 < len(text) <= LONGEST_SOURCE:
        raise ArgumentTypeError(f"a name has 1 to {LONGEST_SOURCE} characters")
    return text


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not name or not sign:
        raise ArgumentTypeError(f"{text!r} is not KEY=VALUE")
    return name, value

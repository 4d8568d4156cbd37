"""What there is to one's account."""

from __future__ import annotations

from flask import Response, request

from dashboard.access.language import spoken
from dashboard.account.own import own
from dashboard.installation import connection
from dashboard.shell import ROLE_NAMES
from dashboard.surroundings import document
from data_access import programmes, second_factors
from data_access.message import N_

# What a page says that leads back here.
DONE = {
    "password": N_("Your password is changed. You are signed out everywhere but here."),
    "second-factor": N_("The second step is off. From now on the password alone signs you in."),
}


def home() -> Response:
    """The page /account."""
    words, account = spoken(), own()
    names = programmes.names(connection())
    done = DONE.get(request.args.get("done", ""))
    return document(
        "account.html",
        title=words.gettext("Your account"),
        email=account.email,
        administrator=account.administrator,
        roles=[
            (words.name(names.get(one.programme, {})) or one.programme, words.message(ROLE_NAMES[one.viewer.role]))
            for one in account.memberships
        ],
        factor=second_factors.of(connection(), account.id),
        done=done and words.message(done),
    )

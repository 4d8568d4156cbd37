"""The application for a WSGI server: ``gunicorn dashboard.wsgi:application``."""

from dashboard.app import create_app
from dashboard.settings import from_environment

settings = from_environment()
# Asked here, so that a server without it does not start: the commands that load data need it later.
settings.key("pseudonym_key")
application = create_app(settings).server

"""Who is there: sign-in, the guard before every request, languages, refusals."""

from dashboard.access.readers import Reader, reader

__all__ = ["Reader", "reader"]

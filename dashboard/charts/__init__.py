"""Charts: a publishable frame in, a figure out. Pure: they know neither Dash nor where data come from.

Each kind is a module with ``figure(frame, *, words, …) -> go.Figure``. What it draws are ``Series`` of the frame;
``hrefs`` has, for each row of the frame, the address that its marks open, and travels as ``customdata``.
"""

from dashboard.charts.series import Part, Series

__all__ = ["Part", "Series"]

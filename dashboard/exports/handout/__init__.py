"""Panels handed out as files: a page or a deck as PowerPoint, PDF, Excel or CSV.

``of.page`` makes a ``Handout`` of what a reader sees; each form is a module with ``file(handout) -> bytes``. All forms
draw from the very panels on screen: what a Plotly figure holds (``drawing``), the grid of a matrix, the cards of key
figures, otherwise the panel's table. A hidden number is in none of them, so it is in no file.
"""

"""Functions that return Dash components; each module has one of its own name.

``page.page(…)``, ``panel_card.panel_card(…)``, ``table.table(…)``, ``matrix.matrix(…)``, ``cards.cards(…)``,
``attention.attention(…)``, ``status.badge(…)``, ``sparkline.sparkline(…)``, ``filters.filters(…)``,
``figure.figure(…)``, ``breadcrumbs.breadcrumbs(…)``.
"""

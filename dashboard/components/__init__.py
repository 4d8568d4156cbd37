"""Functions that return Dash components: panel card, filters, tables, status."""

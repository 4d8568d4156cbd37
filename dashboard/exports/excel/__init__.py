"""Workbooks as Excel opens them: what a sheet is made of, and how it is written."""

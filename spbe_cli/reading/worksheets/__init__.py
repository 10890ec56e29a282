"""Workbooks as they were filled in, shaped as files; the cell of every value still known."""

"""Worksheets and imports before they have a format, and what they cannot carry."""

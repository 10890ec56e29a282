"""Institutions in order, and where one stands among official results."""

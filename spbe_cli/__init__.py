"""Exact calculator for the SPBE index, Indonesia's yearly e-government maturity score."""

__version__ = "0.1.0"

"""Tests of spbe."""

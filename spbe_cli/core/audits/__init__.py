"""Figures as they were announced, held against the rule and against one another."""

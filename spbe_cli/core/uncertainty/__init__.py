"""How an index depends on single levels, and what it may still become."""

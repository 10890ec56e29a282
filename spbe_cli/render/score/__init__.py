"""What `score` writes: one institution, or a table of them."""

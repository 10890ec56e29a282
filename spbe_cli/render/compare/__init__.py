"""What `compare` writes: results beside one another, and what moved."""

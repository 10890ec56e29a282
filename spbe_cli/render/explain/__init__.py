"""What `explain` writes: a code, or an indicator in each regulation."""

"""What `score --set @FILE` writes: scenarios side by side."""

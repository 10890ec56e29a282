"""What `render` writes: a report in each of its formats."""

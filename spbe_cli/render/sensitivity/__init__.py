"""What `sensitivity` writes: margins, single moves, certainty."""

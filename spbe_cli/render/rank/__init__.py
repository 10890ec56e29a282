"""What `rank` writes: institutions in order, by group, among official results."""

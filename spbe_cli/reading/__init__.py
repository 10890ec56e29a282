"""From paths to values: files, what stands in them and where, as cases or problems."""

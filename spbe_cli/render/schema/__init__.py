"""What `schema` writes."""

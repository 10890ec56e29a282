"""What `audit` writes: published figures held against the rule."""

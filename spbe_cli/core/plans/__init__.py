"""What to raise first: the cheapest rises, exactly, and what holds them back."""

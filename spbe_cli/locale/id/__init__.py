"""Indonesian texts. Keys: a code with its variants and hints, or the place a text is used."""

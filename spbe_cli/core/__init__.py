"""What is computed: pure Python that knows no file, terminal, clock or text for people."""

"""What `import` writes and says: files, what would change, what is left out."""

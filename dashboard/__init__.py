"""How it looks and who may look."""

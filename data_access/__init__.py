"""What we know: intake, ledger, queries and protection. Knows nothing of screens."""

"""The journal as auditors read it."""

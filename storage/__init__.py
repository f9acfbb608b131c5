"""Everything durable: encrypted database, journal, vault, files, backups, and the log."""

"""What an administrator sets up: units, people, forms."""

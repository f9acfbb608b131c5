"""What services need from outside, as small Protocols; storage fulfils them, main.py joins them."""

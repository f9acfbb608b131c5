"""How the program looks: tokens.py holds every colour, sheet.py the style, icons.py the signs."""

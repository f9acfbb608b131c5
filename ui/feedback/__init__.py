"""Figures of keying: my_page.py for the person, team_page.py for leaders, both from core.services.feedback."""

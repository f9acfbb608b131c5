"""The paper beside the form: begin with pane.py."""

"""The door: page.py signs a person in, create.py makes a project by the steps of its other files."""

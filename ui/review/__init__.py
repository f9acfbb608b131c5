"""Levels 2 and 3: draw a sample, key what the paper says, judge the batch. Begin with tasks.py."""

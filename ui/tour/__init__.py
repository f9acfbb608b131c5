"""The main job on real input, driven through the real pages with key events; needs no screen.

Begin with journey.py (the whole story), then slips.py (planted errors), hands.py (key events).
"""

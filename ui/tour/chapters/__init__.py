"""One file for each part of the main job, in the order people do it."""

"""The first steps: the real entry page with a practice sheet, and somebody who says what to press."""

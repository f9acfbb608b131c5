"""How a line of a repeated group is called: its group's own words, and its place among its like."""

from __future__ import annotations

import re

from core.forms.model import Form, Question, text

_STEP = re.compile(r"([^/\[\]]+)\[(\d+)\]/")


def line_name(form: Form, key: str, question: Question, language: str) -> str:
    """Trip 2 · Luggage 1, for the key trip[2]/item[1]/what of a question; "" outside repeats."""
    steps = _STEP.findall(key)
    around = sorted(ref for ref in form.repeats if f"{question.repeat}/".startswith(f"{ref}/"))
    titles = [text(form.repeats[ref], language) for ref in around] or [""] * len(steps)
    named = zip(titles, steps, strict=False)
    return " · ".join(f"{title or name} {place}" for title, (name, place) in named)

"""Names of posts, tones of states, and sentences for what is wrong with posts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from core.people import Post
from core.services.batches import PostProblem
from ui import sentences

TONES = {
    "approved": "ok",
    "settled": "ok",
    "returned": "warn",
    "differing": "warn",
    "set_aside": "warn",
    "void": "bad",
}


def tone(state: str) -> str:
    """The tone of a state: "", ok, warn or bad."""
    return TONES.get(state, "")


def post_name(post: Post | str, *, is_visit: bool = False) -> str:
    """A post in words; of a visit, the first is the shopper's."""
    if post == Post.PASS1 and is_visit:
        return QCoreApplication.translate("BatchWords", "Shopper")
    return sentences.word("post", str(post))


def post_sentence(problem: PostProblem, names: Mapping[str, str]) -> str:
    """What is wrong with a post and what to do; `names` maps person ids to names."""
    who = names.get(problem.person or "", "")
    if problem.code == "TWO_POSTS":
        held = problem.params.get("posts", ())
        return QCoreApplication.translate(
            "BatchWords", "{name} stands in more than one post ({posts}). Keep one of them."
        ).format(name=who, posts=_listed(held))
    if problem.code == "POST_EMPTY":
        return _empty(problem)
    if problem.code == "NOT_ELIGIBLE":
        return QCoreApplication.translate(
            "BatchWords", "{name} may not take this post in this unit. Choose another person."
        ).format(name=who)
    if problem.code == "NOT_INDEPENDENT":
        return QCoreApplication.translate(
            "BatchWords",
            "{name} belongs to the branch being judged. Choose somebody from elsewhere.",
        ).format(name=who)
    return problem.code


def _empty(problem: PostProblem) -> str:
    eligible = problem.params.get("eligible", 0)
    if not eligible:
        return QCoreApplication.translate(
            "BatchWords",
            "Nobody may take this post here. An administrator must add a person first.",
        )
    if problem.post is Post.ADJUDICATION:
        return QCoreApplication.translate(
            "BatchWords", "Choose at least two people, in case one of them is away."
        )
    return QCoreApplication.translate("BatchWords", "Choose at least one person.")


def _listed(posts: object) -> str:
    given = posts if isinstance(posts, tuple | list) else ()
    return ", ".join(post_name(post) for post in given)

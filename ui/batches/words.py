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


def apart(*, is_visit: bool) -> str:
    """What two machines may have decided apart, and what to do."""
    if is_visit:
        return QCoreApplication.translate(
            "BatchWords",
            "Two computers decided this month apart: a draw or a verdict. The earlier one stands;"
            " read both in the journal.",
        )
    return QCoreApplication.translate(
        "BatchWords",
        "Two computers decided something of this batch apart: one number given to two papers, a"
        " part split off twice, a draw or a verdict. The earlier one stands; read both in the"
        " journal. Of two papers with one number, write the next number on one and give it anew.",
    )


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
    if problem.code == "NOT_INDEPENDENT" and who:
        return QCoreApplication.translate(
            "BatchWords",
            "{name} belongs to the branch being judged. Somebody from elsewhere is better.",
        ).format(name=who)
    if problem.code == "NOT_INDEPENDENT":
        return QCoreApplication.translate(
            "BatchWords",
            "Everybody who keys belongs to the branch being judged. "
            "At least one from elsewhere is better.",
        )
    return problem.code


def only_warns(problem: PostProblem) -> bool:
    """Whether the problem is advice, or is over with the next tick."""
    waits = problem.code == "POST_EMPTY" and bool(problem.params.get("eligible"))
    return waits or problem.code == "NOT_INDEPENDENT"


def _empty(problem: PostProblem) -> str:
    if not problem.params.get("eligible"):
        return QCoreApplication.translate(
            "BatchWords",
            "Nobody may take this post here. An administrator must add a person first.",
        )
    if problem.params.get("needed") == 1:
        return QCoreApplication.translate("BatchWords", "Choose at least one person.")
    return QCoreApplication.translate(
        "BatchWords", "Choose at least {needed} people, in case one of them is away."
    ).format(needed=problem.params.get("needed", 2))


def _listed(posts: object) -> str:
    given = posts if isinstance(posts, tuple | list) else ()
    return ", ".join(post_name(post) for post in given)

"""The two laws by which all paper of a batch is accounted for (design §5).

Issued = returned + not returned + spoilt; returned = keyed + waiting + void + lost in house.
The first is checked wherever counts are given. The second holds because no pass ever has more papers
in hand than came back: what one pass has keyed, with what is void or lost, is never more than
`returned`. Each pass is held to it alone, so that a refusal tells a clerk nothing of the other pass;
what both keyed is a part of what either keyed, so the sum holds too.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from core.errors import BAD_COUNTS, MORE_THAN_RETURNED, TOO_FEW_SERIALS, UserError


@dataclass(frozen=True)
class Account:
    """What became of the paper of a batch."""

    issued: int
    returned: int
    not_returned: int
    spoilt: int
    keyed: int
    """Keyed by both passes, void ones left out."""
    void: int
    lost: int
    """Lost in house before both passes had keyed them, void ones left out."""

    @property
    def waiting(self) -> int:
        """Came back and is still to be keyed, once or twice."""
        return self.returned - self.keyed - self.void - self.lost

    @property
    def holds(self) -> bool:
        """Whether both laws hold; they always do on the machine where everything was done."""
        accounted = self.returned + self.not_returned + self.spoilt
        return self.issued == accounted and self.waiting >= 0


@dataclass(frozen=True)
class Handled:
    """Serials by what happened to them."""

    passes: tuple[frozenset[str], ...]
    """Keyed by each pass."""
    void: frozenset[str] = frozenset()
    lost: frozenset[str] = frozenset()

    @property
    def most(self) -> int:
        """Papers that must have come back, by the pass that has had most in hand."""
        gone = self.void | self.lost
        return max(len(keyed | gone) for keyed in self.passes or (frozenset(),))

    def among(self, serials: frozenset[str]) -> Handled:
        """What happened to some of them."""
        return Handled(
            tuple(keyed & serials for keyed in self.passes),
            self.void & serials,
            self.lost & serials,
        )

    def account(self, counts: Mapping[str, int]) -> Account:
        """What became of the paper that was counted."""
        keyed = frozenset.intersection(*self.passes) - self.void if self.passes else frozenset()
        return Account(
            counts["issued"],
            counts["returned"],
            counts["not_returned"],
            counts["spoilt"],
            keyed=len(keyed),
            void=len(self.void),
            lost=len(self.lost - self.void - keyed),
        )


def check_handled(handled: Handled, returned: int) -> None:
    """Raises UserError MORE_THAN_RETURNED where more papers are in hand than came back."""
    if handled.most > returned:
        raise UserError(MORE_THAN_RETURNED, returned=returned, handled=handled.most)


def check_counts(counts: Mapping[str, int]) -> None:
    """Issued = returned + not returned + spoilt. Raises UserError BAD_COUNTS."""
    accounted = counts["returned"] + counts["not_returned"] + counts["spoilt"]
    if min(counts.values()) < 0 or counts["issued"] != accounted:
        raise UserError(BAD_COUNTS, **counts)


def adds_up(counts: Mapping[str, int]) -> bool:
    """Whether the first law holds of them."""
    try:
        check_counts(counts)
    except (UserError, KeyError, TypeError):
        return False
    return True


def check_recount(counts: Mapping[str, int], printed: int, extra: Collection[str]) -> None:
    """Raises UserError BAD_COUNTS; TOO_FEW_SERIALS where more came back, or fewer were issued, than
    there are numbers."""
    check_counts(counts)
    if counts["returned"] > printed + len(extra) or counts["issued"] < printed:
        raise UserError(TOO_FEW_SERIALS, serials=printed + len(extra))


def with_one_more(counts: Mapping[str, int], *, reprinted: bool) -> dict[str, int]:
    """The counts when one more paper turns up than was counted as returned.

    A second paper with the same number was issued besides; any other one was thought not to have come.
    """
    more = {**counts, "returned": counts["returned"] + 1}
    if reprinted or not counts["not_returned"]:
        return more | {"issued": counts["issued"] + 1}
    return more | {"not_returned": counts["not_returned"] - 1}

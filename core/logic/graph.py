"""The order in which rules run, so that each finds its inputs settled, and the cycles there are."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def ordered(successors: Sequence[Sequence[int]]) -> tuple[list[int], list[tuple[int, ...]]]:
    """(order, cycles) of rules 0..n-1, where each of `successors[i]` must run after i.

    Rules keep their given order where nothing else decides; a rule in a cycle runs as if the
    arrows that close it were not there. A rule that follows itself is a cycle of one.
    """
    cycles = [part for part in _components(successors) if _is_cycle(part, successors)]
    inside = {rule: number for number, part in enumerate(cycles) for rule in part}
    waiting = [0] * len(successors)
    kept: list[list[int]] = [[] for _ in successors]
    for rule, followers in enumerate(successors):
        for follower in followers:
            closes = rule in inside and inside[rule] == inside.get(follower) and follower <= rule
            if not closes:
                kept[rule].append(follower)
                waiting[follower] += 1
    ready = [rule for rule, count in enumerate(waiting) if count == 0]
    order = []
    while ready:
        rule = heapq.heappop(ready)
        order.append(rule)
        for follower in kept[rule]:
            waiting[follower] -= 1
            if waiting[follower] == 0:
                heapq.heappush(ready, follower)
    return order, [tuple(sorted(part)) for part in cycles]


def _is_cycle(part: list[int], successors: Sequence[Sequence[int]]) -> bool:
    return len(part) > 1 or part[0] in successors[part[0]]


def _components(successors: Sequence[Sequence[int]]) -> list[list[int]]:
    """Strongly connected components (Tarjan 1972), without recursion."""
    number: dict[int, int] = {}
    low: dict[int, int] = {}
    path: list[int] = []
    on_path: set[int] = set()
    found: list[list[int]] = []
    for start in range(len(successors)):
        if start in number:
            continue
        work = [(start, 0)]
        while work:
            rule, done = work.pop()
            if done == 0:
                number[rule] = low[rule] = len(number)
                path.append(rule)
                on_path.add(rule)
            followers = successors[rule]
            if done > 0:
                low[rule] = min(low[rule], low[followers[done - 1]])
            while done < len(followers) and followers[done] in number:
                if followers[done] in on_path:
                    low[rule] = min(low[rule], number[followers[done]])
                done += 1
            if done < len(followers):
                work.append((rule, done + 1))
                work.append((followers[done], 0))
            elif low[rule] == number[rule]:
                cut = path.index(rule)
                found.append(path[cut:])
                on_path.difference_update(path[cut:])
                del path[cut:]
    return found

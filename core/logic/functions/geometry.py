"""Functions of places: area, distance, crossings, fences, over texts of "latitude longitude" points."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

from core.logic import errors
from core.logic.code import Type
from core.logic.errors import XPathError
from core.logic.functions.signature import Function, pure
from core.logic.values import NAN, Value, texts

_EARTH_M = 6_378_100.0
"""Radius that ODK computes with."""
_Point = tuple[float, float]
_Points = list[_Point]
_Leg = tuple[_Point, _Point]


def _points(text: str) -> _Points | None:
    """(latitude, longitude) in degrees of each part; None where one is no place on earth."""
    found: _Points = []
    for part in text.split(";"):
        numbers = part.split()
        if not numbers:
            continue
        try:
            latitude, longitude = float(numbers[0]), float(numbers[1])
        except (ValueError, IndexError):
            return None
        if not (abs(latitude) <= 90 and abs(longitude) <= 180):
            return None
        found.append((latitude, longitude))
    return found


def _to_centimetre(metres: float) -> float:
    return math.floor(metres * 100 + 0.5) / 100


def _area(value: Value) -> float:
    points = _points(";".join(texts(value)))
    if points is None or len(points) < 3:
        return 0.0
    total = 0.0
    for (lat1, lon1), (lat2, lon2) in zip(points, points[1:] + points[:1], strict=True):
        bulge = 2 + math.sin(math.radians(lat1)) + math.sin(math.radians(lat2))
        total += math.radians(lon2 - lon1) * bulge
    return _to_centimetre(abs(total * _EARTH_M * _EARTH_M / 2))


def _distance(*values: Value) -> float:
    points = _points(";".join(text for value in values for text in texts(value)))
    if points is None:
        return NAN
    return _to_centimetre(sum(_leg(*start, *end) for start, end in pairwise(points)))


def _leg(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    a, b, turn = math.radians(lat1), math.radians(lat2), math.radians(lon2 - lon1)
    cosine = math.sin(a) * math.sin(b) + math.cos(a) * math.cos(b) * math.cos(turn)
    return _EARTH_M * math.acos(max(-1.0, min(1.0, cosine)))


def _geofence(place: str, fence: Value) -> bool:
    here, corners = _points(place), _points(";".join(texts(fence)))
    if here is None or corners is None:
        raise XPathError(errors.BAD_ARGUMENT, function="geofence", found=place)
    if not here or len(corners) < 3 or corners[0] != corners[-1]:
        return False
    y, x = here[0]
    inside = False
    for (y1, x1), (y2, x2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _intersects(*values: Value) -> bool:
    """Whether a line of points crosses or touches itself beyond the joints of its legs."""
    points = _points(";".join(text for value in values for text in texts(value))) or []
    legs = [leg for leg in pairwise(points) if leg[0] != leg[1]]
    closed = len(points) > 1 and points[0] == points[-1]
    for (at, first), (other, second) in combinations(enumerate(legs), 2):
        joined = other == at + 1 or (closed and at == 0 and other == len(legs) - 1)
        if _folds_back(first, second) if joined else _meet(first, second):
            return True
    return False


def _side(a: _Point, b: _Point, c: _Point) -> float:
    return (b[1] - a[1]) * (c[0] - a[0]) - (b[0] - a[0]) * (c[1] - a[1])


def _between(a: _Point, b: _Point, c: _Point) -> bool:
    inside = (min(a[i], b[i]) <= c[i] <= max(a[i], b[i]) for i in (0, 1))
    return _side(a, b, c) == 0 and all(inside)


def _meet(first: _Leg, second: _Leg) -> bool:
    (a, b), (c, d) = first, second
    crossing = _side(a, b, c) * _side(a, b, d) < 0 and _side(c, d, a) * _side(c, d, b) < 0
    ends = ((a, b, c), (a, b, d), (c, d, a), (c, d, b))
    return crossing or any(_between(*three) for three in ends)


def _folds_back(first: _Leg, second: _Leg) -> bool:
    """Of two legs that share a point: whether one runs back over the other."""
    apart = [point for point in (*first, *second) if (point in first) != (point in second)]
    return len(apart) < 2 or _between(*second, apart[0]) or _between(*first, apart[1])


FUNCTIONS: dict[str, Function] = {
    "area": pure("a", Type.NUMBER, _area),
    "enclosed-area": pure("a", Type.NUMBER, _area),
    "distance": pure("a", Type.NUMBER, _distance, rest="a"),
    "intersects": pure("a", Type.TRUTH, _intersects, rest="a"),
    "geofence": pure("sa", Type.TRUTH, _geofence),
}

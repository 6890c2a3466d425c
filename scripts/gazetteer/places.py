"""Points and outlines in, distances, boxes and centres out (WGS 84, kilometres, a round earth)."""

from __future__ import annotations

import math
from collections.abc import Sequence

Point = tuple[float, float]  # longitude, latitude
Box = tuple[float, float, float, float]  # west, south, east, north


def distance(one: Point, other: Point) -> float:
    """Give the great-circle distance in kilometres.

    >>> round(distance((36.29, 33.51), (44.39, 33.34)))  # Damascus, Baghdad
    752
    """
    (x1, y1), (x2, y2) = (tuple(map(math.radians, point)) for point in (one, other))
    a = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 12742 * math.asin(math.sqrt(a))


def box(ring: Sequence[Point]) -> Box:
    """Give the box around a ring."""
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return min(xs), min(ys), max(xs), max(ys)


def merge_boxes(boxes: Sequence[Box], gap: float = 1.0) -> list[Box]:
    """Merge boxes that overlap or lie within ``gap`` degrees of each other.

    >>> merge_boxes([(0, 0, 1, 1), (1.5, 0, 2, 1), (20, 20, 21, 21)])
    [(0, 0, 2, 1), (20, 20, 21, 21)]
    """
    merged: list[Box] = []
    for new in sorted(boxes):
        near = [old for old in merged if _is_near(old, new, gap)]
        merged = [old for old in merged if old not in near]
        west, south, east, north = zip(*near, new, strict=True)
        merged.append((min(west), min(south), max(east), max(north)))
    return merged if len(merged) == len(boxes) else merge_boxes(merged, gap)


def is_inside_box(point: Point, around: Box, margin: float = 0.15) -> bool:
    """Say whether a point lies in a box, or within ``margin`` degrees of it."""
    west, south, east, north = around
    return west - margin <= point[0] <= east + margin and south - margin <= point[1] <= north + margin


def is_inside(point: Point, ring: Sequence[Point]) -> bool:
    """Say whether a point lies in a ring (even-odd rule).

    >>> is_inside((1, 1), [(0, 0), (2, 0), (2, 2), (0, 2)])
    True
    """
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def area(ring: Sequence[Point]) -> float:
    """Give the area of a ring in square kilometres, roughly (the shoelace formula on an equal-area cylinder)."""
    points = [(math.radians(x) * 6371, math.sin(math.radians(y)) * 6371) for x, y in ring]
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(points, (*points[1:], points[0]), strict=True))) / 2


def centre(ring: Sequence[Point]) -> Point:
    """Give the centre of a ring: its centroid, or the nearest corner to it where that lies outside, or a corner of a ring without area."""
    twice = total_x = total_y = 0.0
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        cross = x1 * y2 - x2 * y1
        twice, total_x, total_y = twice + cross, total_x + (x1 + x2) * cross, total_y + (y1 + y2) * cross
    if not twice:
        return ring[0]
    middle = (total_x / (3 * twice), total_y / (3 * twice))
    return middle if is_inside(middle, ring) else min(ring, key=lambda point: distance(point, middle))


def middle(points: Sequence[Point]) -> Point:
    """Give the centre of the convex hull of points.

    >>> middle([(0, 0), (4, 0), (4, 4), (0, 4), (1, 1), (1, 2)])
    (2.0, 2.0)
    """
    ordered = sorted(set(points))
    lower, upper = _half_hull(ordered), _half_hull(ordered[::-1])
    hull = [*lower[:-1], *upper[:-1]]
    return centre(hull) if len(hull) > 2 else (sum(x for x, _ in ordered) / len(ordered), sum(y for _, y in ordered) / len(ordered))


def _half_hull(ordered: Sequence[Point]) -> list[Point]:
    """Give the corners of a convex hull along one side (Andrew's monotone chain)."""
    hull: list[Point] = []
    for x, y in ordered:
        while len(hull) > 1 and (hull[-1][0] - hull[-2][0]) * (y - hull[-2][1]) <= (hull[-1][1] - hull[-2][1]) * (x - hull[-2][0]):
            hull.pop()
        hull.append((x, y))
    return hull


def _is_near(one: Box, other: Box, gap: float) -> bool:
    return one[0] - gap <= other[2] and other[0] - gap <= one[2] and one[1] - gap <= other[3] and other[1] - gap <= one[3]

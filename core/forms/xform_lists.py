"""Lists beside a form's questions: those inside the document, and attached CSV, XML and GeoJSON."""

from __future__ import annotations

import csv
import io
import json

from core.logic.tree import Node, NodeKind, string_value
from core.logic.xml import read_xml


def attached_list(name: str, data: bytes | None) -> Node:
    """An attached file as instance/root/item/column; empty where the file is missing.

    Raises ValueError for a file that is not what its name says.
    """
    holder = Node(NodeKind.ELEMENT, "instance")
    if data is None:
        holder.append(Node(NodeKind.ELEMENT, "root"))
    elif name.lower().endswith(".xml"):
        holder.append(compact(read_xml(data).elements()[0]))
    elif name.lower().endswith((".geojson", ".json")):
        holder.append(_features(data))
    else:
        holder.append(_rows(_decoded(data)))
    return holder


def external_lists(data: bytes | None) -> dict[str, Node]:
    """The sheet external_choices, as the converter writes it, as one list for each list_name."""
    found: dict[str, Node] = {}
    for item in _rows(_decoded(data or b"")).kids:
        for cell in item.kids:
            plain = cell.name.lower().replace(" ", "_")
            cell.name = plain if plain in ("list_name", "name", "label") else cell.name
        name = "".join(map(string_value, item.named("list_name")))
        if name not in found:
            holder = found[name] = Node(NodeKind.ELEMENT, "instance")
            holder.append(Node(NodeKind.ELEMENT, "root"))
        found[name].kids[0].append(item)
    return found


def _decoded(data: bytes) -> str:
    """UTF-8, else what Excel in China writes."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def compact(element: Node) -> Node:
    """The element with its leaves' text in `value`, no namespaces, nothing but elements."""
    made = Node(NodeKind.ELEMENT, element.name)
    for attribute in element.attributes:
        made.attributes.append(
            Node(NodeKind.ATTRIBUTE, attribute.name, value=attribute.value, parent=made)
        )
    kids = element.elements()
    for kid in kids:
        made.append(compact(kid))
    if not kids:
        made.value = string_value(element)
    return made


def blank(element: Node) -> Node:
    """The element with all below it, without texts: what a new instance of a repeat starts as."""
    made = Node(NodeKind.ELEMENT, element.name, ns=element.ns, prefix=element.prefix)
    made.attributes = element.attributes
    for kid in element.elements():
        made.append(blank(kid))
    return made


def _leaf(name: str, text: str) -> Node:
    return Node(NodeKind.ELEMENT, name, value=text)


def _rows(text: str) -> Node:
    """A CSV table as root/item/column; comma, semicolon, tab or bar, whichever heads it most."""
    root = Node(NodeKind.ELEMENT, "root")
    head = text.partition("\n")[0]
    delimiter = max(",;\t|", key=head.count)
    for row in csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter):
        item = root.append(Node(NodeKind.ELEMENT, "item"))
        for column, cell in row.items():
            if isinstance(column, str) and column.strip():
                item.append(_leaf(column.strip(), cell if isinstance(cell, str) else ""))
    return root


def _features(data: bytes) -> Node:
    """A GeoJSON collection as root/item/property, with points as "latitude longitude 0 0"."""
    root = Node(NodeKind.ELEMENT, "root")
    for feature in json.loads(data).get("features", ()):
        item = root.append(Node(NodeKind.ELEMENT, "item"))
        geometry = feature.get("geometry") or {}
        if geometry.get("type") == "Point":
            longitude, latitude = geometry["coordinates"][:2]
            item.append(_leaf("geometry", f"{latitude} {longitude} 0 0"))
        if feature.get("id") is not None:
            item.append(_leaf("id", str(feature["id"])))
        for name, value in (feature.get("properties") or {}).items():
            item.append(_leaf(name, "" if value is None else str(value)))
    return root

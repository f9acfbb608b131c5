"""What an XForm document says, as the logic compiler needs it: shape, binds, controls, lists, texts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.forms.xform_lists import attached_list, blank, compact, external_lists
from core.logic.tree import Node, descendants, string_value
from core.logic.xml import read_xml

XFORMS = "http://www.w3.org/2002/xforms"
JAVAROSA = "http://openrosa.org/javarosa"
XHTML = "http://www.w3.org/1999/xhtml"
EVENTS = "http://www.w3.org/2001/xml-events"
FIRST_LOAD = "odk-instance-first-load"
LOAD = "odk-instance-load"
NEW_REPEAT = "odk-new-repeat"
VALUE_CHANGED = "xforms-value-changed"
_CONTROLS = frozenset(
    ("input", "select", "select1", "range", "rank", "trigger", "upload", "secret")
)
SchemaPath = tuple[str, ...]


class XFormError(ValueError):
    """The document is not a usable XForm."""


@dataclass(frozen=True)
class Bind:
    """The expressions and messages that a form binds to a node; "" where there is none."""

    type: str = "string"
    relevant: str = ""
    calculate: str = ""
    required: str = ""
    readonly: str = ""
    constraint: str = ""
    constraint_message: str = ""
    preload: str = ""
    preload_parameters: str = ""


@dataclass(frozen=True)
class Itemset:
    """Where a control's choices come from, and the paths of code and label inside one item."""

    nodeset: str
    value: str
    label: str


@dataclass(frozen=True)
class Control:
    """What the body shows for a node. `items` are (code, label element)."""

    kind: str
    label: Node | None
    hint: Node | None
    items: tuple[tuple[str, Node | None], ...] = ()
    itemset: Itemset | None = None
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Repeat:
    """A group that can stand several times. `count`: expression that fixes how often, or ""."""

    count: str
    template: Node
    presets: tuple[Node, ...] = ()
    """Instances that the form itself holds, by place."""
    is_fixed: bool = False
    """Nobody adds or removes instances."""


@dataclass(frozen=True)
class Action:
    """A setvalue: at `events` (of the control at `source`), give the nodes at `target` a value."""

    events: frozenset[str]
    target: SchemaPath
    ref: str
    """The target as the form writes it, perhaps with a predicate."""
    source: SchemaPath
    value: str
    text: str


@dataclass(eq=False)
class Shape:
    """One node of the form's structure, whatever the number of its instances."""

    path: SchemaPath
    parent: Shape | None
    is_leaf: bool
    kids: list[Shape] = field(default_factory=list)
    bind: Bind = field(default_factory=Bind)
    control: Control | None = None
    repeat: Repeat | None = None
    repeats: tuple[SchemaPath, ...] = ()
    """Paths of the repeats around it and itself, outermost first."""

    @property
    def name(self) -> str:
        """The element's name."""
        return self.path[-1]

    @property
    def ref(self) -> str:
        """/data/group/name"""
        return "/" + "/".join(self.path)


@dataclass(frozen=True)
class XForm:
    """A form document taken apart."""

    root: Node
    """The primary instance's root element as it stands in the document, with defaults."""
    shapes: Mapping[SchemaPath, Shape]
    """In document order."""
    instances: Mapping[str, Node]
    """Secondary instances by id: an element that holds the list's root."""
    itext: Mapping[str, Mapping[str, Node]]
    """Language as written -> text id -> value element."""
    default_language: str
    actions: tuple[Action, ...]
    namespaces: Mapping[str, str]
    missing_files: tuple[str, ...]


def read_xform(xml: str, attachments: Mapping[str, bytes] | None = None) -> XForm:
    """Take an XForm apart. Raises XmlError or XFormError."""
    document = read_xml(xml.strip())
    for element in descendants(document):
        if element.ns == XFORMS:
            element.ns = ""  # expressions name XForms' own elements without a prefix
    return _Reader(document, attachments or {}).form()


class _Reader:
    def __init__(self, document: Node, attachments: Mapping[str, bytes]) -> None:
        self._document, self._attachments = document, attachments
        self._shapes: dict[SchemaPath, Shape] = {}
        self._actions: list[Action] = []
        self._missing: list[str] = []

    def form(self) -> XForm:
        model = self._first("model")
        instances = model.elements("instance")
        roots = instances[0].elements() if instances else []
        if not roots:
            raise XFormError("no primary instance")
        root = roots[0]
        own_namespace = root.ns
        for element in (root, *descendants(root)):
            if element.ns == own_namespace:
                element.ns = ""
        self._shape(root, None)
        self._binds(model.elements("bind"))
        body = next((e for e in descendants(self._document) if e.name == "body"), None)
        if body is not None:
            self._body(body, (root.name,))
        for element in model.elements("setvalue"):
            self._action(element, (root.name,))
        self._nest_repeats()
        itext, default = self._itext(model)
        return XForm(
            root, self._shapes, self._instances(instances[1:]), itext, default,
            tuple(self._actions), self._namespaces(), tuple(self._missing),
        )  # fmt: skip

    def _first(self, name: str) -> Node:
        found = next((e for e in descendants(self._document) if e.name == name), None)
        if found is None:
            raise XFormError(f"no {name}")
        return found

    def _namespaces(self) -> dict[str, str]:
        declared = {"jr": JAVAROSA}
        for element in descendants(self._document):
            for prefix, uri in element.namespaces.items():
                if prefix:
                    declared.setdefault(prefix, uri)
        return declared

    # --- structure ----------------------------------------------------------------------------

    def _shape(self, element: Node, parent: Shape | None) -> None:
        path = (*(parent.path if parent else ()), element.name)
        kids = element.elements()
        shape = self._shapes.get(path)
        if shape is None:
            shape = self._shapes[path] = Shape(path, parent, not kids)
            if parent is not None:
                parent.kids.append(shape)
        shape.is_leaf = shape.is_leaf and not kids
        for kid in kids:
            self._shape(kid, shape)

    def _binds(self, elements: Iterable[Node]) -> None:
        for element in elements:
            path = self._path(element.attribute("nodeset") or element.attribute("ref") or "", ())
            shape = self._shapes.get(path)
            if shape is None:
                continue
            given = {a.name: a.value or "" for a in element.attributes if not a.ns}
            shape.bind = Bind(
                type=given.get("type", "string").rpartition(":")[2],
                relevant=given.get("relevant", ""),
                calculate=given.get("calculate", ""),
                required=given.get("required", ""),
                readonly=given.get("readonly", ""),
                constraint=given.get("constraint", ""),
                constraint_message=element.attribute("constraintMsg", JAVAROSA) or "",
                preload=element.attribute("preload", JAVAROSA) or "",
                preload_parameters=element.attribute("preloadParams", JAVAROSA) or "",
            )

    def _path(self, ref: str, context: SchemaPath) -> SchemaPath:
        """The schema path that a reference of bind or body names."""
        ref = re.sub(r"\[[^\]]*\]|\s", "", ref).removeprefix("current()/")
        names = [name.rpartition(":")[2] for name in ref.split("/") if name not in ("", ".")]
        path = () if ref.startswith("/") else context
        for name in names:
            path = path[:-1] if name == ".." else (*path, name)
        return path

    def _nest_repeats(self) -> None:
        for shape in self._shapes.values():
            above = shape.parent.repeats if shape.parent is not None else ()
            shape.repeats = (*above, shape.path) if shape.repeat is not None else above

    # --- body ---------------------------------------------------------------------------------

    def _body(self, element: Node, context: SchemaPath) -> None:
        for kid in element.elements():
            ref = kid.attribute("ref") or kid.attribute("nodeset") or kid.attribute("bind")
            path = self._path(ref, context) if ref else context
            if kid.name in ("group", "repeat"):
                if kid.name == "repeat":
                    self._repeat(kid, path)
                elif ref and path in self._shapes and self._shapes[path].control is None:
                    self._shapes[path].control = _control(kid)
                self._body(kid, path)
            elif kid.name in _CONTROLS:
                if path in self._shapes:
                    self._shapes[path].control = _control(kid)
                for action in kid.elements("setvalue"):
                    self._action(action, path)
            elif kid.name == "setvalue":
                self._action(kid, context)

    def _repeat(self, element: Node, path: SchemaPath) -> None:
        shape = self._shapes.get(path)
        if shape is None:
            raise XFormError(f"repeat of a missing node /{'/'.join(path)}")
        found = self._elements(path)
        template = next((e for e in found if e.attribute("template", JAVAROSA) is not None), None)
        shape.repeat = Repeat(
            element.attribute("count", JAVAROSA) or "",
            template or blank(found[0]),
            tuple(e for e in found if e is not template),
            element.attribute("noAddRemove", JAVAROSA) == "true()",
        )

    def _elements(self, path: SchemaPath) -> list[Node]:
        here = self._first("model").elements("instance")[0].elements()[:1]
        for name in path[1:]:
            here = [kid for element in here for kid in element.elements(name)]
        return here

    def _action(self, element: Node, source: SchemaPath) -> None:
        events = element.attribute("event") or element.attribute("event", EVENTS) or ""
        ref = element.attribute("ref") or element.attribute("bind") or ""
        self._actions.append(
            Action(
                frozenset(events.split()),
                self._path(ref, source),
                ref,
                source,
                element.attribute("value") or "",
                string_value(element),
            )
        )

    # --- lists and texts ----------------------------------------------------------------------

    def _instances(self, elements: Iterable[Node]) -> dict[str, Node]:
        found = {}
        for element in elements:
            name = element.attribute("id")
            if name is None:
                continue
            source = element.attribute("src")
            if source and not element.elements():
                found[name] = self._attached(source)
            else:
                found[name] = compact(element)
        return external_lists(self._attachments.get("itemsets.csv")) | found

    def _attached(self, source: str) -> Node:
        name = source.rpartition("/")[2]
        data = self._attachments.get(name)
        if data is None:
            self._missing.append(source)
        try:
            return attached_list(name, data)
        except (ValueError, LookupError) as error:
            raise XFormError(f"{name}: {error}") from error

    def _itext(self, model: Node) -> tuple[dict[str, dict[str, Node]], str]:
        itext: dict[str, dict[str, Node]] = {}
        default = ""
        for holder in model.elements("itext"):
            for translation in holder.elements("translation"):
                language = translation.attribute("lang") or ""
                if translation.attribute("default") is not None:
                    default = language
                texts = itext.setdefault(language, {})
                for text in translation.elements("text"):
                    plain = [v for v in text.elements("value") if v.attribute("form") is None]
                    if plain:
                        texts[text.attribute("id") or ""] = plain[0]
        return itext, default or next(iter(itext), "")


def _control(element: Node) -> Control:
    parts = {kid.name: kid for kid in reversed(element.elements())}
    items = []
    for item in element.elements("item"):
        code = item.elements("value")
        label = item.elements("label")
        text = string_value(code[0]).strip() if code else ""
        items.append((text, label[0] if label else None))
    itemset = parts.get("itemset")
    query = element.attribute("query")
    if query:
        return _external(query, parts)
    return Control(
        element.name,
        parts.get("label"),
        parts.get("hint"),
        tuple(items),
        None if itemset is None else _itemset(itemset),
        {attribute.qualified: attribute.value or "" for attribute in element.attributes},
    )


def _external(query: str, parts: Mapping[str, Node]) -> Control:
    """select_one_external: a text field for the converter, a list of external_choices for us."""
    found = Itemset(query, "name", "label")
    return Control("select1", parts.get("label"), parts.get("hint"), (), found)


def _itemset(element: Node) -> Itemset:
    refs = {kid.name: kid.attribute("ref") or "" for kid in element.elements()}
    return Itemset(element.attribute("nodeset") or "", refs.get("value", ""), refs.get("label", ""))

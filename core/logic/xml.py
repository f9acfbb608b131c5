"""Reads XML text into the tree that expressions walk, refusing what could hurt (entities)."""

from __future__ import annotations

from xml.parsers import expat

from core.logic.tree import XML_NAMESPACE, Node, NodeKind

MAX_DEPTH = 200
"""Elements inside one another that are accepted: deeper documents are an attack."""
_SEPARATOR = "\x1f"


class XmlError(ValueError):
    """The text is not well-formed XML, declares entities or is nested too deeply. `line` and `column` are 1-based."""

    def __init__(self, message: str, line: int = 1, column: int = 1) -> None:
        super().__init__(message)
        self.line, self.column = line, column


def read_xml(text: str | bytes) -> Node:
    """The document node of an XML text. Raises XmlError."""
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=_SEPARATOR)
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.ordered_attributes = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.CommentHandler = builder.comment
    parser.ProcessingInstructionHandler = builder.instruction
    parser.StartNamespaceDeclHandler = builder.declare
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.EntityDeclHandler = builder.entity
    try:
        parser.Parse(text.encode() if isinstance(text, str) else text, True)
    except expat.ExpatError as error:
        raise XmlError(expat.ErrorString(error.code), error.lineno, error.offset + 1) from error
    return builder.document


class _Builder:
    """Receives expat's events; `document` is the tree so far."""

    def __init__(self) -> None:
        self.document = Node(NodeKind.DOCUMENT)
        self._top = self.document
        self._declared: dict[str, str] = {}
        self._depth = 0

    def declare(self, prefix: str | None, uri: str | None) -> None:
        self._declared[prefix or ""] = uri or ""

    def start(self, name: str, attributes: list[str]) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise XmlError("elements nested too deeply")
        uri, local, prefix = _split(name)
        element = Node(NodeKind.ELEMENT, local, ns=uri, prefix=prefix)
        element.namespaces, self._declared = self._declared, {}
        for at in range(0, len(attributes), 2):
            uri, local, prefix = _split(attributes[at])
            element.attributes.append(
                Node(
                    NodeKind.ATTRIBUTE,
                    local,
                    ns=uri,
                    prefix=prefix,
                    value=attributes[at + 1],
                    parent=element,
                )
            )
        self._top = self._top.append(element)

    def end(self, _name: str) -> None:
        assert self._top.parent is not None
        self._top = self._top.parent
        self._depth -= 1

    def text(self, data: str) -> None:
        self._top.append(Node(NodeKind.TEXT, value=data))

    def comment(self, data: str) -> None:
        self._top.append(Node(NodeKind.COMMENT, value=data))

    def instruction(self, target: str, data: str) -> None:
        self._top.append(Node(NodeKind.INSTRUCTION, target, value=data))

    def doctype(self, name: str, *_rest: object) -> None:
        self._top.append(Node(NodeKind.DOCTYPE, name, value=""))

    def entity(self, name: str, *_rest: object) -> None:
        # an entity can expand to gigabytes or name a file of this machine
        raise XmlError(f"entity {name} declared")


def _split(name: str) -> tuple[str, str, str]:
    parts = name.split(_SEPARATOR)
    if len(parts) == 1:
        return "", parts[0], ""
    uri, local = parts[0], parts[1]
    prefix = parts[2] if len(parts) > 2 else ("xml" if uri == XML_NAMESPACE else "")
    return uri, local, prefix

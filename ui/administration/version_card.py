"""Under the table of forms: what a version changed, and the approval that it counts with the one before."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from core.errors import REASON_MISSING, TwinkeyError, UserError
from core.forms.versions import Comparison, Relation
from core.services.directory import FormRow
from core.services.versions import VersionRow
from ui import errors
from ui.look.language import say
from ui.page import Tools
from ui.widgets.fields import Field, line_edit
from ui.widgets.layout import Card, button, label, row
from ui.widgets.marks import FindingLine

RELATIONS = {
    Relation.SAME: QT_TRANSLATE_NOOP(
        "Versions", "Nothing that a person reads or that counts differs."
    ),
    Relation.WORDING: QT_TRANSLATE_NOOP(
        "Versions", "Only the wording or the place on paper differs. Answers mean the same."
    ),
    Relation.CHECKS: QT_TRANSLATE_NOOP(
        "Versions",
        "Only checks differ. Answers mean the same; an adjudicator checks stored records again on"
        " the page of each batch.",
    ),
    Relation.MEANING: QT_TRANSLATE_NOOP(
        "Versions",
        "The meaning changed: questions, codes, logic or weights differ. The two never count"
        " together.",
    ),
}
PARTS = {
    "order": QT_TRANSLATE_NOOP("Versions", "order of the questions"),
    "titles": QT_TRANSLATE_NOOP("Versions", "title"),
    "languages": QT_TRANSLATE_NOOP("Versions", "languages"),
    "messages": QT_TRANSLATE_NOOP("Versions", "words of the checks"),
    "dimensions": QT_TRANSLATE_NOOP("Versions", "dimensions and their weights"),
    "sections": QT_TRANSLATE_NOOP("Versions", "weights of the sections"),
    "attachments": QT_TRANSLATE_NOOP("Versions", "files it reads"),
    "is_visit": QT_TRANSLATE_NOOP("Versions", "kind of the form"),
}
NAMED = 12
"""So many changed questions are named; a longer list tells nothing more."""


class VersionCard(Card):
    """Enter in the reason approves; hidden for a first version."""

    def __init__(self, tools: Tools) -> None:
        super().__init__()
        self._tools = tools
        self._form: FormRow | None = None
        self._title = label("", "Heading", wrap=True)
        self._relation = label("", wrap=True)
        self._parts = label("", "Muted", wrap=True)
        self._state = FindingLine()
        self.why = line_edit()
        self._why_field = Field(self.tr("Why the two count together"), self.why)
        self.approve_button = button(self.tr("Approve the erratum"))
        for widget in (self._title, self._relation, self._parts, self._state, self._why_field):
            self.body.addWidget(widget)
        self.body.addLayout(row(1, self.approve_button))
        self.why.returnPressed.connect(self._approve)
        self.approve_button.clicked.connect(self._approve)
        self.hide()

    @property
    def sentences(self) -> str:
        """What is said of the version."""
        return " ".join((self._title.text(), self._relation.text(), self._parts.text()))

    @property
    def refusal(self) -> str:
        """Why the approval was not taken, or ""."""
        return self._why_field.sentence

    def show_form(self, form: FormRow | None) -> None:
        """Compare a version with the one published before it."""
        if form != self._form:
            self.why.clear()
            self._why_field.clear()
        self._form = form
        desk = self._tools.desk
        family = desk.versions.family(desk.session, form.id) if form is not None else ()
        versions = {each.id: each for each in family}
        version = versions.get(form.id) if form is not None else None
        if version is None or version.before is None or version.comparison is None:
            self.hide()
            return
        self._say(version, version.comparison, versions[version.before].version)
        self.show()

    def _say(self, version: VersionRow, comparison: Comparison, before: str) -> None:
        title = self.tr("Version {version} beside version {before}")
        self._title.setText(title.format(version=version.version, before=before))
        self._relation.setText(_translated(RELATIONS[comparison.relation]))
        parts = _changed(comparison)
        self._parts.setText(self.tr("What differs: {parts}").format(parts=parts) if parts else "")
        self._parts.setVisible(bool(parts))
        self._state.say(
            self.tr("Approved: the two count together.") if version.pooled else "", "ok"
        )
        open_ = not version.pooled and comparison.relation is not Relation.MEANING
        self._why_field.setVisible(open_)
        self.approve_button.setVisible(open_)

    def _approve(self) -> None:
        desk, form = self._tools.desk, self._form
        if form is None:
            return
        try:
            changes = desk.versions.pool(desk.session, form.id, self.why.text())
        except UserError as error:
            if error.code == REASON_MISSING:
                self._why_field.refuse(self.tr("Type why the two count together."))
            else:
                self._why_field.refuse(errors.sentence(error))
            return
        except TwinkeyError as error:
            self._tools.failed.emit(error)
            return
        self._tools.bus.publish(changes)
        self.show_form(form)
        said = self.tr("{title}, version {version}, counts together with the version before it.")
        self._tools.told.emit(said.format(title=say(form.titles), version=form.version))


def _changed(comparison: Comparison) -> str:
    """Questions and parts that make the relation so, each once."""
    found = {
        Relation.SAME: (),
        Relation.WORDING: comparison.wording,
        Relation.CHECKS: comparison.checks,
        Relation.MEANING: comparison.meaning,
    }[comparison.relation]
    names = list(dict.fromkeys(each.partition(":")[0] for each in found))
    said = [_translated(PARTS[name]) if name in PARTS else name for name in names[:NAMED]]
    return ", ".join(said) + (" …" if len(names) > NAMED else "")


def _translated(source: object) -> str:
    return QCoreApplication.translate("Versions", str(source))

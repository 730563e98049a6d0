"""What is known of a team: a form in which everything stores itself."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from coachdesk.features.teams import service, store
from coachdesk.features.teams.combos import (
    AreaCombo,
    CountyCombo,
    LanguageCombo,
    TypedCombo,
    is_typed_as,
)
from coachdesk.features.teams.model import Team, TeamFields, email_hint
from coachdesk.kernel.text import Message, msg
from coachdesk.kernel.workspace import ChangeSet
from coachdesk.ui import theme
from coachdesk.ui.context import Context, Target
from coachdesk.ui.drafts import Draft
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, Scroll, card_column, label
from coachdesk.ui.widgets.fields import FormRow

_TEXT_LINES = 4


@dataclass(frozen=True)
class _Bound:
    """A field, its draft, and how to show what a team has in it."""

    draft: Draft[object]
    show: Callable[[Team], None]


class DetailsTab(QWidget):
    """The form of one team."""

    def __init__(self, context: Context, team_rid: int) -> None:
        super().__init__()
        self._context = context
        self._team_rid = team_rid
        self._bound: list[_Bound] = []
        scroll = Scroll(margins=0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, theme.M, 0, 0)
        outer.addWidget(scroll)
        columns = QHBoxLayout()
        columns.setSpacing(theme.L)
        columns.addLayout(card_column(self._team_card(), self._place_card()), 1)
        columns.addLayout(card_column(self._contact_card(), self._reason_card()), 1)
        scroll.body.addLayout(columns)
        scroll.body.addStretch(1)
        self.refresh()

    def refresh(self) -> None:
        """Read the team anew; what is being typed stays."""
        team = store.team(self._context.ws.read, self._team_rid)
        if team is None:
            return
        for bound in self._bound:
            if not bound.draft.dirty:
                with bound.draft.loading():
                    bound.show(team)
        hint = email_hint(team.contact_email)
        self._email_hint.setText(tr(hint) if hint else "")
        self._email_hint.setVisible(hint is not None)

    def on_change(self, change_set: ChangeSet) -> None:
        """Something was committed."""
        if self._team_rid in change_set.rows.get("team", ()):
            self.refresh()

    def open_target(self, target: Target) -> None:
        """A field can be named: `extra={"field": "county_code"}`."""
        field = self.findChild(QWidget, target.extra.get("field", "name"))
        if field is not None:
            field.setFocus()

    # -- cards ----------------------------------------------------------------------------------

    def _team_card(self) -> Card:
        card = Card(msg("teams", "Team"))
        card.add(self._line(msg("teams", "Name"), "name"))
        language = LanguageCombo()
        language.setObjectName("language")
        draft = self._watch(language, lambda: language.language, "language")
        language.activated.connect(lambda: _store_now(draft))
        self._bound.append(_Bound(draft, lambda team: language.show_language(team.language)))
        hint = msg("teams", "Papers for the team are printed in it.")
        card.add(FormRow(msg("teams", "Language of the team"), language, hint))
        card.add(self._line(msg("teams", "Work unit"), "unit_name"))
        card.add(self._text(msg("teams", "What the unit does"), "unit_description"))
        card.add(self._off_projector())
        hint = msg("teams", "The room then sees a number, such as “Team 3”.")
        card.add(label(hint, "small", "muted", wrap=True))
        return card

    def _off_projector(self) -> QCheckBox:
        box = QCheckBox(tr(msg("teams", "Keep the name off the projector")))
        box.setObjectName("off_projector")
        draft = self._watch(box, box.isChecked, "off_projector")
        box.clicked.connect(lambda: _store_now(draft))
        self._bound.append(_Bound(draft, lambda team: box.setChecked(team.off_projector)))
        return box

    def _place_card(self) -> Card:
        card = Card(msg("teams", "Place"))
        county, area = CountyCombo(), AreaCombo()
        self._bind_combo(
            county, "county_code", county.code, lambda team: county.show_code(team.county_code)
        )
        self._bind_combo(area, "area", area.currentText, lambda team: area.show_area(team.area))
        county_hint = msg("teams", "Type a part of the name, in Finnish or Swedish.")
        card.add(FormRow(msg("teams", "Wellbeing services county"), county, county_hint))
        area_hint = msg("teams", "Comes from the county, unless you set it.")
        card.add(FormRow(msg("teams", "Collaborative area"), area, area_hint))
        card.add(self._line(msg("teams", "Site"), "site"))
        return card

    def _contact_card(self) -> Card:
        card = Card(msg("teams", "Contact person"))
        card.add(self._line(msg("teams", "Name"), "contact_name"))
        card.add(self._line(msg("teams", "Position"), "contact_position"))
        card.add(self._line(msg("teams", "Phone"), "contact_phone"))
        card.add(self._line(msg("teams", "E-mail"), "contact_email"))
        self._email_hint = label("", "small", "warning", wrap=True)
        card.add(self._email_hint)
        return card

    def _reason_card(self) -> Card:
        card = Card(msg("teams", "Why it joins"))
        card.add(self._text(msg("teams", "Why the team joins"), "reason"))
        hint = msg("teams", "What has changed in the unit afterwards?")
        card.add(self._text(msg("teams", "What it expects"), "expectations", hint))
        return card

    # -- fields ---------------------------------------------------------------------------------

    def _line(self, name: Message, key: str) -> FormRow:
        field = QLineEdit()
        field.setObjectName(key)

        def show(team: Team) -> None:
            text = str(getattr(team, key))
            if not is_typed_as(field.text(), text):
                field.setText(text)
                if not field.hasFocus():
                    field.setCursorPosition(0)

        self._bound.append(_Bound(self._watch(field, field.text, key), show))
        return FormRow(name, field)

    def _text(self, name: Message, key: str, hint: Message | str = "") -> FormRow:
        field = QPlainTextEdit()
        field.setObjectName(key)
        field.setTabChangesFocus(True)
        line_height = field.fontMetrics().lineSpacing()
        field.setFixedHeight(_TEXT_LINES * line_height + 2 * theme.M)

        def show(team: Team) -> None:
            text = str(getattr(team, key))
            if text != field.toPlainText().strip():
                field.setPlainText(text)

        self._bound.append(_Bound(self._watch(field, field.toPlainText, key), show))
        return FormRow(name, field, hint)

    def _bind_combo(
        self,
        combo: TypedCombo,
        key: str,
        read: Callable[[], object],
        show: Callable[[Team], None],
    ) -> None:
        combo.setObjectName(key)
        draft = self._watch(combo, read, key)
        combo.typed.connect(draft.touch)

        def finish() -> None:
            if _store_now(draft):
                self.refresh()

        combo.finished.connect(finish)
        self._bound.append(_Bound(draft, show))

    def _watch(self, field: QObject, read: Callable[[], object], key: str) -> Draft[object]:
        def commit(content: object) -> None:
            fields: TeamFields = {key: content}  # type: ignore[misc]  # keys of the form are of it
            service.update_team(self._context.ws, self._team_rid, **fields)

        return self._context.drafts.watch(field, read, commit)


def _store_now(draft: Draft[object]) -> bool:
    draft.touch()
    return draft.flush()

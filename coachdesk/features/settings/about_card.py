"""What this program is and whose work it stands on."""

from PySide6.QtWidgets import QGridLayout, QPlainTextEdit

from coachdesk import __version__
from coachdesk.kernel.paths import resource
from coachdesk.kernel.text import msg
from coachdesk.ui import theme
from coachdesk.ui.i18n import tr
from coachdesk.ui.widgets.basic import Card, button, label, row_of

_PARTS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("Python", "PSF-2.0"),
    ("SQLCipher, sqlcipher3", "BSD-3-Clause, Zlib"),
    ("OpenSSL, cryptography", "Apache-2.0"),
    ("sqlite-utils", "Apache-2.0"),
    ("ReportLab, Pillow", "BSD-3-Clause, MIT-CMU"),
    ("simplemma, PyStemmer, marisa-trie", "MIT, BSD; ODbL-1.0, CC BY-SA"),
    ("Hunspell, chunspell", "MPL-1.1, MIT"),
    ("SCOWL (en), SFOL (sv)", "MIT, BSD; LGPL-3.0"),
    ("openpyxl, XlsxWriter", "MIT, BSD-2-Clause"),
    ("python-docx, lxml", "MIT, BSD-3-Clause; LGPL-2.1"),
    ("holidays, icalendar", "MIT, BSD-2-Clause"),
    ("rtoml, Tomli-W, platformdirs, zxcvbn, keyring", "MIT"),
    ("Noto Sans, Noto Emoji", "OFL-1.1"),
    ("DejaVu Sans", "Bitstream Vera"),
)
_LINES_SHOWN = 12


class AboutCard(Card):
    """Version, licence, and the parts that the program ships with."""

    def __init__(self) -> None:
        super().__init__(msg("settings", "About"))
        self.version = label(msg("settings", "CoachDesk {version}", version=__version__))
        free = msg("settings", "Free to use, copy and change under the MIT licence.")
        self.add(self.version)
        self.add(label(free, "muted", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.L)
        grid.setVerticalSpacing(theme.XS)
        grid.setColumnStretch(1, 1)
        for row, (part, licence) in enumerate(_PARTS):
            grid.addWidget(label(part, "small"), row, 0)
            grid.addWidget(label(licence, "small", "muted"), row, 1)
        self.body.addLayout(grid)
        self.texts_button = button(msg("settings", "Show the licence texts"))
        self.texts_button.clicked.connect(self._on_texts)
        self.body.addLayout(row_of(self.texts_button, None))
        self.texts = QPlainTextEdit()
        self.texts.setReadOnly(True)
        self.texts.setAccessibleName(tr(msg("settings", "Licence texts")))
        self.texts.setFixedHeight(self.fontMetrics().height() * _LINES_SHOWN)
        self.texts.hide()
        self.add(self.texts)

    def _on_texts(self) -> None:
        self.texts.setPlainText(licence_texts())
        self.texts_button.hide()
        self.texts.show()
        self.texts.setFocus()


def licence_texts() -> str:
    """The texts that ship with the program, one after the other."""
    own = resource().parent / "LICENSE"
    files = [
        *resource("licences").glob("*.txt"),
        *resource("fonts").glob("*.txt"),
        *resource("spelling").glob("*GPL-*.txt"),
        *resource("spelling").glob("LICENSE-*.txt"),
    ]
    texts = [file.read_text(encoding="utf-8") for file in (own, *sorted(files)) if file.exists()]
    return "\n\n\n".join(texts)

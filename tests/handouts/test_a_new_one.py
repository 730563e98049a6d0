"""Adding a hand-out takes one module and one line of the catalogue; then it is everywhere."""

import json
import os
import subprocess
import sys
from pathlib import Path

from coachdesk.handouts import catalogue
from tests.documents.reading import faults, page_texts

MODULE = '''"""A card that thanks a team."""

from collections.abc import Sequence

from coachdesk.documents.blocks import Block, Lines
from coachdesk.handouts.form import Form, advice, head, team_form
from coachdesk.handouts.wording import Words
from coachdesk.kernel.text import msg


def _contents(form: Form, words: Words) -> Sequence[Block]:
    thanks = msg("handouts", "Thank you for your work.")
    return [head(form, words), advice(thanks, words), Lines(4)]


HANDOUT = team_form("thank_you", msg("handouts", "Thank-you card"), _contents)
'''
BEGINNING, LINE = "_IN_ORDER = (\n", '    "thank_you",\n'


def test_one_module_and_one_line_are_enough(qapp: object, tmp_path: Path) -> None:
    source = Path(catalogue.__file__).read_text(encoding="utf-8")
    assert source.count(BEGINNING) == 1
    longer = source.replace(BEGINNING, BEGINNING + LINE)
    (tmp_path / "catalogue.py").write_text(longer, encoding="utf-8")
    (tmp_path / "thank_you.py").write_text(MODULE, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.handouts.with_a_new_one", str(tmp_path)],
        capture_output=True, check=False, encoding="utf-8",
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["listed"] == "Thank-you card"
    assert found["chosen"] == "thank_you"
    assert found["shown"] == "Osasto 4"
    assert found["ticked"] == ["Thank-you card"]
    blank = Path(found["blank"]).read_bytes()
    assert faults(blank) == []
    assert page_texts(blank)[0].startswith("Thank-you card")
    pack = Path(found["pack"]).read_bytes()
    assert faults(pack) == []
    said = " ".join(page_texts(pack))
    assert "Osasto 4 – Thank-you card" in said
    assert "Hemvård <Syd> & co – Thank-you card" in said

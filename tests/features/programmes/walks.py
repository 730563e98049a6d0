"""A small programme with everything the format has, for tests to break or to start."""

from pathlib import Path

WALKS = """
schema = 2
key = "walks"
version = "1"
name = { fi = "Kävelyt", sv = "Promenader", en = "Walks" }
description = { fi = "k", sv = "p", en = "w" }
source = { fi = "oma", sv = "egen", en = "own" }
team = { smallest = 2, largest = 4 }

[[phases]]
key = "before"
handouts = ["call_list", "date_sheet"]
name = { fi = "Ennen", sv = "Före", en = "Before" }
short = { fi = "Ennen", sv = "Före", en = "Before" }
description = { fi = "e", sv = "f", en = "b" }

[[phases]]
key = "walk"
event = "walk"
name = { fi = "Kävely", sv = "Promenad", en = "Walk" }
short = { fi = "Kävely", sv = "Promenad", en = "Walk" }
description = { fi = "k", sv = "p", en = "w" }

[[events]]
key = "walk"
kind = "outing"
days = 1
name = { fi = "Kävely", sv = "Promenad", en = "Walk" }
contents.fi = "Metsä\\nSuo"
contents.sv = "Skog\\nKärr"
contents.en = "Forest\\nBog"

[[events]]
key = "picnic"
kind = "outing"
days = 1
after = { event = "walk", weeks = 2 }
name = { fi = "Eväsretki", sv = "Utflykt", en = "Picnic" }

[[events]]
key = "photos"
kind = "meeting"
days = 1
after = { event = "picnic", days = 10 }
name = { fi = "Kuvailta", sv = "Bildkväll", en = "Photos" }

[[kinds]]
key = "shoes"
question = { fi = "Kengät?", sv = "Skor?", en = "Shoes?" }

[[kinds.stages]]
key = "bought"
code = 1
means = "done"
label = { fi = "Ostettu", sv = "Köpta", en = "Bought" }
short = { fi = "ostettu", sv = "köpta", en = "bought" }

[[items]]
key = "shoes"
kind = "shoes"
due = { event = "walk", days_before = 2 }
title = { fi = "Kengät", sv = "Skor", en = "Shoes" }
short = { fi = "Kengät", sv = "Skor", en = "Shoes" }
help = { fi = "Hyvät", sv = "Bra", en = "Good ones" }

[[tasks]]
key = "map"
phase = "before"
who = "coach"
due = { event = "walk", days_after = 1 }
every = { weeks = 2 }
until = "photos"
title = { fi = "Kartta", sv = "Karta", en = "Map" }

[[tasks]]
key = "song"
phase = "walk"
who = "team"
due = { event = "walk", days_after = 3 }
title = { fi = "Laulu", sv = "Sång", en = "Song" }

[[agendas]]
event = "walk"
day = 1
start = "09:00"

[[agendas.blocks]]
key = "maps"
kind = "opening"
minutes = 30
coach_only = true
title = { fi = "Kartat", sv = "Kartor", en = "Maps" }
goal = { fi = "Reitti", sv = "Rutten", en = "The way" }
materials = { fi = "Kompassi", sv = "Kompass", en = "Compass" }
instructions = { fi = "Katso", sv = "Se", en = "Look" }

[[agendas.blocks]]
key = "stroll"
kind = "exercise"
minutes = 120
title = { fi = "Kävely", sv = "Promenad", en = "Stroll" }

[[agendas.blocks]]
key = "lunch"
kind = "lunch"
minutes = 45
at = "11:45"
title = { fi = "Lounas", sv = "Lunch", en = "Lunch" }

[[questions]]
key = "why"
phase = "before"
text = { fi = "Miksi?", sv = "Varför?", en = "Why?" }

[[advice]]
key = "rain"
phase = "walk"
text = { fi = "Takki", sv = "Jacka", en = "A coat" }

[[roles]]
key = "guide"
name = { fi = "Opas", sv = "Guide", en = "Guide" }
duties.fi = "Kulkee edellä\\nLaskee väen"
duties.sv = "Går först\\nRäknar folket"
duties.en = "Goes ahead\\nCounts the people"

[[fields]]
key = "route"
title = { fi = "Reitti", sv = "Rutt", en = "Route" }
help = { fi = "Mistä mihin", sv = "Varifrån vart", en = "From where to where" }

[[meetings]]
key = "weekly"
every_weeks = 1
minutes = 60
title = { fi = "Viikkokävely", sv = "Veckopromenad", en = "Weekly walk" }

[[surveys]]
survey = "team_survey"
phase = "before"
"""


def written(folder: Path, text: str = WALKS, name: str = "walks.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def changed(old: str, new: str) -> str:
    """The programme with one slip."""
    assert old in WALKS
    return WALKS.replace(old, new, 1)

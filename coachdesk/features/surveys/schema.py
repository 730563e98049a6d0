"""The tables of surveys: the waves, and what was answered in them.

A unit's answers are kept sheet by sheet. Of persons only tallies are kept: for each question and
team how many gave which answer, and open answers that belong to nobody.
"""

from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("surveys")


@migrations()
def m001_tables(db: Database) -> None:
    """Waves, files taken in, sheets of units, tallies and open words of persons."""
    db.execute("""
        CREATE TABLE survey_wave(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            survey_key TEXT NOT NULL,
            survey_version TEXT NOT NULL,
            name TEXT NOT NULL,
            held_on TEXT NOT NULL,
            run_rid INTEGER REFERENCES run(rid) ON DELETE SET NULL,
            created_at TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE survey_import(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            wave_rid INTEGER NOT NULL REFERENCES survey_wave(rid) ON DELETE CASCADE,
            fingerprint TEXT NOT NULL,
            at TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE survey_sheet(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            wave_rid INTEGER NOT NULL REFERENCES survey_wave(rid) ON DELETE CASCADE,
            team_rid INTEGER REFERENCES team(rid) ON DELETE SET NULL,
            unit TEXT NOT NULL DEFAULT '',
            answers TEXT NOT NULL
        ) STRICT""")
    db.execute("""
        CREATE TABLE survey_tally(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            wave_rid INTEGER NOT NULL REFERENCES survey_wave(rid) ON DELETE CASCADE,
            team_name TEXT NOT NULL DEFAULT '',
            question TEXT NOT NULL,
            answered INTEGER NOT NULL CHECK (answered >= 0),
            counts TEXT NOT NULL,
            other INTEGER NOT NULL DEFAULT 0 CHECK (other >= 0),
            UNIQUE (wave_rid, team_name, question)
        ) STRICT""")
    db.execute("""
        CREATE TABLE survey_words(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            wave_rid INTEGER NOT NULL REFERENCES survey_wave(rid) ON DELETE CASCADE,
            question TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX survey_wave_run ON survey_wave(run_rid)")
    db.execute("CREATE INDEX survey_import_wave ON survey_import(wave_rid)")
    db.execute("CREATE INDEX survey_sheet_wave ON survey_sheet(wave_rid)")
    db.execute("CREATE INDEX survey_sheet_team ON survey_sheet(team_rid)")
    db.execute("CREATE INDEX survey_tally_wave ON survey_tally(wave_rid)")
    db.execute("CREATE INDEX survey_words_wave ON survey_words(wave_rid)")

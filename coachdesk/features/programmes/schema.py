"""The tables of programme runs: a run of a template, its cohorts with their events and teams."""

from coachdesk.kernel.database import Database, insert, rows
from coachdesk.kernel.migrations import Migrations
from coachdesk.kernel.paths import resource

migrations = Migrations("programmes")


@migrations()
def m001_tables(db: Database) -> None:
    """Runs, events with open or known dates, and participation of teams in runs."""
    db.execute("""
        CREATE TABLE run(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            template_key TEXT NOT NULL,
            template_version TEXT NOT NULL,
            name TEXT NOT NULL,
            area TEXT NOT NULL DEFAULT '',
            archived_on TEXT
        ) STRICT""")
    db.execute("""
        CREATE TABLE event(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            key TEXT NOT NULL,
            starts_on TEXT,
            days INTEGER NOT NULL DEFAULT 1 CHECK (days BETWEEN 1 AND 30),
            place TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("""
        CREATE TABLE participation(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            team_rid INTEGER NOT NULL REFERENCES team(rid) ON DELETE CASCADE
        ) STRICT""")
    db.execute("CREATE INDEX event_run ON event(run_rid)")
    db.execute("CREATE INDEX participation_run ON participation(run_rid)")
    db.execute("CREATE INDEX participation_team ON participation(team_rid)")


@migrations()
def m002_cohorts(db: Database) -> None:
    """A run gets cohorts, to which events and teams belong, and keeps its template's text.

    What was one run becomes a run with one cohort. Changes from before cannot be undone any more:
    their rows have another form.
    """
    _make_tables(db)
    db.execute("ALTER TABLE run ADD COLUMN first_year INTEGER")
    db.execute("ALTER TABLE run ADD COLUMN last_year INTEGER")
    db.execute("ALTER TABLE run ADD COLUMN programme_rid INTEGER REFERENCES programme(rid)")
    db.execute("CREATE INDEX run_programme ON run(programme_rid)")
    for record in rows(db, "SELECT rid, area FROM run ORDER BY rid"):
        insert(db, "cohort", {"run_rid": record["rid"], "area": record["area"]})
    _to_cohorts(db, "event")
    _to_cohorts(db, "participation")
    db.execute("ALTER TABLE run DROP COLUMN area")
    db.execute(
        "ALTER TABLE event ADD COLUMN timing TEXT NOT NULL DEFAULT 'open' "
        "CHECK (timing IN ('open', 'day', 'week', 'follows'))"
    )
    db.execute("UPDATE event SET timing = 'day' WHERE starts_on IS NOT NULL")
    _keep_texts(db)
    db.execute("UPDATE change SET state = 'kept' WHERE state <> 'kept'")


def _make_tables(db: Database) -> None:
    db.execute("""
        CREATE TABLE programme(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            key TEXT NOT NULL,
            version TEXT NOT NULL,
            text TEXT NOT NULL,
            own INTEGER NOT NULL DEFAULT 0 CHECK (own IN (0, 1))
        ) STRICT""")
    db.execute("CREATE INDEX programme_key ON programme(key, own)")
    db.execute("""
        CREATE TABLE cohort(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            run_rid INTEGER NOT NULL REFERENCES run(rid) ON DELETE CASCADE,
            name TEXT NOT NULL DEFAULT '',
            area TEXT NOT NULL DEFAULT '',
            coaches TEXT NOT NULL DEFAULT '',
            position INTEGER NOT NULL DEFAULT 0
        ) STRICT""")
    db.execute("CREATE INDEX cohort_run ON cohort(run_rid)")
    db.execute("""
        CREATE TABLE field_text(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            participation_rid INTEGER NOT NULL REFERENCES participation(rid) ON DELETE CASCADE,
            key TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE UNIQUE INDEX field_text_place ON field_text(participation_rid, key)")


def _to_cohorts(db: Database, table: str) -> None:
    """What belonged to a run belongs to its cohort."""
    db.execute(
        f"ALTER TABLE {table} ADD COLUMN cohort_rid INTEGER NOT NULL DEFAULT 0 "
        "REFERENCES cohort(rid) ON DELETE CASCADE"
    )
    db.execute(
        f"UPDATE {table} SET cohort_rid = (SELECT c.rid FROM cohort c "
        f"WHERE c.run_rid = {table}.run_rid)"
    )
    db.execute(f"DROP INDEX {table}_run")
    db.execute(f"ALTER TABLE {table} DROP COLUMN run_rid")
    db.execute(f"CREATE INDEX {table}_cohort ON {table}(cohort_rid)")


def _keep_texts(db: Database) -> None:
    """Runs get the text of the programme that ships under their key, where there is one."""
    import tomllib

    found = rows(db, "SELECT DISTINCT template_key FROM run")
    for key in [record["template_key"] for record in found]:
        path = resource("programmes", f"{key}.toml")
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            version = str(tomllib.loads(text)["version"])
            rid = insert(db, "programme", {"key": key, "version": version, "text": text})
            db.execute("UPDATE run SET programme_rid = ? WHERE template_key = ?", (rid, key))

"""The tables of between-workshop tasks.

Lists of tasks are read from `_task_place`, which triggers keep in step with `task`, also when a
change is undone. A migration that transforms a table drops its triggers: make them anew there.
"""

from coachdesk.features.programmes.due import due_sql
from coachdesk.kernel.database import Database
from coachdesk.kernel.migrations import Migrations

migrations = Migrations("tasks")


@migrations()
def m001_tables(db: Database) -> None:
    """Tasks. A due date is fixed (`due_on`) or follows an event (`event_rid`, `days_before`).

    A task written in a note keeps the meeting's uuid and its line, by which it follows edits.
    `first_phase_key` is the phase it was agreed in; `phase_key` the one it was carried to.
    """
    db.execute("""
        CREATE TABLE task(
            rid INTEGER PRIMARY KEY,
            uuid TEXT NOT NULL UNIQUE,
            team_rid INTEGER REFERENCES team(rid) ON DELETE CASCADE,
            title TEXT NOT NULL,
            who_kind TEXT NOT NULL DEFAULT 'nobody'
                CHECK (who_kind IN ('nobody', 'coach', 'member', 'other')),
            member_rid INTEGER REFERENCES member(rid) ON DELETE SET NULL,
            who TEXT NOT NULL DEFAULT '',
            due_kind TEXT NOT NULL DEFAULT 'none'
                CHECK (due_kind IN ('none', 'date', 'before_event')),
            due_on TEXT,
            event_rid INTEGER REFERENCES event(rid) ON DELETE SET NULL,
            days_before INTEGER NOT NULL DEFAULT 0,
            phase_key TEXT NOT NULL DEFAULT '',
            first_phase_key TEXT NOT NULL DEFAULT '',
            state TEXT NOT NULL DEFAULT 'open'
                CHECK (state IN ('open', 'in_progress', 'done', 'dropped')),
            done_on TEXT,
            remark TEXT NOT NULL DEFAULT '',
            source TEXT NOT NULL DEFAULT 'typed' CHECK (source IN ('typed', 'template', 'note')),
            source_key TEXT NOT NULL DEFAULT '',
            meeting_uuid TEXT NOT NULL DEFAULT '',
            line TEXT NOT NULL DEFAULT '',
            created_at TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX task_team ON task(team_rid)")
    db.execute("CREATE INDEX task_member ON task(member_rid)")
    db.execute("CREATE INDEX task_event ON task(event_rid)")
    db.execute("CREATE INDEX task_meeting ON task(meeting_uuid) WHERE meeting_uuid <> ''")
    db.execute("CREATE INDEX task_open ON task(due_on) WHERE state IN ('open', 'in_progress')")
    _make_places(db)


@migrations()
def m002_repeats(db: Database) -> None:
    """A task knows its run, and may come again: every so many weeks or months until an event."""
    db.execute("ALTER TABLE task ADD COLUMN run_rid INTEGER REFERENCES run(rid) ON DELETE SET NULL")
    db.execute(
        "ALTER TABLE task ADD COLUMN repeat_unit TEXT NOT NULL DEFAULT '' "
        "CHECK (repeat_unit IN ('', 'week', 'month'))"
    )
    db.execute("ALTER TABLE task ADD COLUMN repeat_count INTEGER NOT NULL DEFAULT 0")
    db.execute(
        "ALTER TABLE task ADD COLUMN until_rid INTEGER REFERENCES event(rid) ON DELETE SET NULL"
    )
    db.execute("CREATE INDEX task_run ON task(run_rid)")
    db.execute("CREATE INDEX task_until ON task(until_rid)")
    db.execute("""
        UPDATE task SET run_rid = coalesce(
            (SELECT c.run_rid FROM event e JOIN cohort c ON c.rid = e.cohort_rid
             WHERE e.rid = task.event_rid),
            (SELECT max(c.run_rid) FROM participation p JOIN cohort c ON c.rid = p.cohort_rid
             WHERE p.team_rid = task.team_rid))
        WHERE source = 'template'""")
    db.execute("DROP VIEW _task_now")
    _make_view(db)
    _make_watches(db)


@migrations()
def m003_runs_of_unfinished(db: Database) -> None:
    """The run of an unfinished task is found without reading the task, as for many at once."""
    db.execute(
        "CREATE INDEX task_unfinished_run ON task(rid, run_rid) "
        "WHERE state IN ('open', 'in_progress')"
    )


def _make_view(db: Database) -> None:
    """What `_task_place` has to hold.

    `place` sorts: unfinished tasks by due date (those without one last), then finished ones, the
    latest done first. Each word has two blanks before it, so that trigrams find its beginning too.
    """
    finished = _day("coalesce(t.done_on, iif(t.due_kind = 'date', t.due_on, NULL))")
    db.execute(f"""
        CREATE VIEW _task_now AS SELECT
            CASE WHEN t.state IN ('done', 'dropped')
                THEN (1 << 60) | ((16777215 - coalesce({finished}, 0)) << 32)
                ELSE coalesce({_day(due_sql("t"))}, 16777215) << 32
            END | t.rid AS place,
            t.rid, t.team_rid, tm.archived_on IS NULL AS shown, t.who_kind = 'coach' AS mine,
            t.phase_key,
            '  ' || replace(t.title || ' ' || coalesce(tm.name, '') || ' '
                || coalesce(m.name, t.who),
                ' ', '  ') AS words
        FROM task t
        LEFT JOIN event e ON e.rid = t.event_rid
        LEFT JOIN member m ON m.rid = t.member_rid
        LEFT JOIN team tm ON tm.rid = t.team_rid""")


def _make_places(db: Database) -> None:
    """One row for each task, in the order of lists, with its words for the filter."""
    _make_view(db)
    db.execute("""
        CREATE TABLE _task_place(
            place INTEGER PRIMARY KEY,
            rid INTEGER NOT NULL UNIQUE,
            team_rid INTEGER,
            shown INTEGER NOT NULL,
            mine INTEGER NOT NULL,
            phase_key TEXT NOT NULL,
            words TEXT NOT NULL
        ) STRICT""")
    db.execute("CREATE INDEX _task_place_team ON _task_place(team_rid, shown, mine, phase_key)")
    db.execute(
        "CREATE VIRTUAL TABLE _task_words USING fts5(words, content='_task_place', "
        "content_rowid='place', tokenize='trigram')"
    )
    db.execute("INSERT INTO _task_words(_task_words, rank) VALUES ('secure-delete', 1)")
    for name, event, body in (
        ("insert", "INSERT ON _task_place", _INDEX),
        ("delete", "DELETE ON _task_place", _UNINDEX),
    ):
        db.execute(f"CREATE TRIGGER _task_words_{name} AFTER {event} BEGIN {body} END")
    db.execute(
        "CREATE TRIGGER _task_place_task_delete AFTER DELETE ON task "
        "BEGIN DELETE FROM _task_place WHERE rid = OLD.rid; END"
    )
    _make_watches(db)


def _make_watches(db: Database) -> None:
    for table, column, watched in _WATCHED:
        body = _place(f"SELECT rid FROM task WHERE {column} = NEW.rid")
        if table == "event":
            body = f"{_QUICK} {body} {_SECURE}"
        for event in ("INSERT", f"UPDATE OF {watched}"):
            name = f"_task_place_{table}_{event[:6].lower()}"
            db.execute(f"DROP TRIGGER IF EXISTS {name}")
            db.execute(f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END")


_OF_TASK = """title, who_kind, member_rid, who, team_rid, due_kind, due_on, event_rid, days_before,
state, done_on, phase_key"""
_WATCHED = (
    ("task", "rid", _OF_TASK),
    ("event", "event_rid", "starts_on, days"),
    ("member", "member_rid", "name"),
    ("team", "team_rid", "name, archived_on"),
)
_INDEX = "INSERT INTO _task_words(rowid, words) VALUES (NEW.place, NEW.words);"
_UNINDEX = (
    "INSERT INTO _task_words(_task_words, rowid, words) VALUES ('delete', OLD.place, OLD.words);"
)


# When an event moves, the same words go to other places by the thousand, for which deleting them
# securely one by one takes a second. `Workspace.erase` clears away what is left of them.
_FLUSH = "INSERT INTO _task_words(_task_words) VALUES ('flush');"
_QUICK = f"{_FLUSH} INSERT INTO _task_words(_task_words, rank) VALUES ('secure-delete', 0);"
_SECURE = f"{_FLUSH} INSERT INTO _task_words(_task_words, rank) VALUES ('secure-delete', 1);"
_COLUMNS = "place, rid, team_rid, shown, mine, phase_key, words"


def _place(which: str) -> str:
    """SQL that brings the places of these tasks up to date; those that stay are not touched."""
    return f"""
        DELETE FROM _task_place WHERE rid IN ({which}) AND NOT EXISTS (
            SELECT 1 FROM _task_now n WHERE n.rid = _task_place.rid
            AND (n.place, n.team_rid, n.shown, n.mine, n.phase_key, n.words)
                IS (_task_place.place, _task_place.team_rid, _task_place.shown, _task_place.mine,
                    _task_place.phase_key, _task_place.words));
        INSERT INTO _task_place({_COLUMNS}) SELECT {_COLUMNS} FROM _task_now n
        WHERE n.rid IN ({which})
        AND NOT EXISTS (SELECT 1 FROM _task_place p WHERE p.rid = n.rid);"""


def _day(date: str) -> str:
    """SQL for the number of a day, as `store.day_number` counts."""
    return f"CAST(julianday({date}) + 0.5 AS INTEGER)"

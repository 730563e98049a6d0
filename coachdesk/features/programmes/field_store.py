"""The SQL of what each team of a run writes down, because the programme asks for it."""

from coachdesk.kernel.database import Database, insert, rows, update, value


def field_texts(db: Database, run_rid: int, team_rid: int) -> dict[str, str]:
    """What a team of a run wrote down, by the key of the template's field."""
    found = rows(
        db,
        "SELECT f.key, f.text FROM field_text f JOIN participation p "
        "ON p.rid = f.participation_rid JOIN cohort c ON c.rid = p.cohort_rid "
        "WHERE c.run_rid = ? AND p.team_rid = ?",
        (run_rid, team_rid),
    )
    return {r["key"]: r["text"] for r in found}


def save_field_text(db: Database, run_rid: int, team_rid: int, key: str, text: str) -> None:
    """Keep what a team of the run wrote down under a key; a team outside it has nowhere to."""
    parameters = {"run": run_rid, "team": team_rid, "key": key}
    which = (
        "FROM participation p JOIN cohort c ON c.rid = p.cohort_rid {join} "
        "WHERE c.run_rid = :run AND p.team_rid = :team"
    )
    join = "JOIN field_text f ON f.participation_rid = p.rid AND f.key = :key"
    kept = value(db, f"SELECT f.rid {which.format(join=join)}", parameters)
    if kept is not None:
        update(db, "field_text", kept, {"text": text})
        return
    taking_part = value(db, f"SELECT p.rid {which.format(join='')}", parameters)
    if taking_part is not None:
        insert(db, "field_text", {"participation_rid": taking_part, "key": key, "text": text})

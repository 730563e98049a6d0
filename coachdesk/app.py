"""The composition root: the only module that knows every feature, page and hand-out."""

from collections.abc import Sequence
from functools import partial

from sqlite_utils.migrations import Migrations

from coachdesk.features.checklists.schema import migrations as checklists
from coachdesk.features.checklists.service import start_checklist
from coachdesk.features.notes.schema import migrations as notes
from coachdesk.features.printing.schema import migrations as printing
from coachdesk.features.programmes import joining
from coachdesk.features.programmes.schema import migrations as programmes
from coachdesk.features.tasks.schema import migrations as tasks
from coachdesk.features.tasks.service import start_tasks
from coachdesk.features.teams.schema import migrations as teams
from coachdesk.kernel.clock import Clock

MIGRATIONS: Sequence[Migrations] = (teams, programmes, checklists, tasks, notes, printing)

joining.STARTERS[:] = (start_checklist, partial(start_tasks, clock=Clock()))

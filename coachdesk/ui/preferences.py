"""The device settings that the window itself reads; pages declare their own."""

from coachdesk.kernel.settings import Setting

WINDOW_LANGUAGE = Setting("language", "")
"""Empty until she chooses: then the system's language, if it is one of ours."""
THEME_SCHEME = Setting("theme", "system")
AUTO_LOCK_MINUTES = Setting("auto_lock_minutes", 10)
"""0 never locks by itself."""
DATA_FOLDER = Setting("data_folder", "")
"""Empty for the standard folder."""
REMEMBER_KEY = Setting("remember_key", default=False)
"""Whether the system's keyring may hold the key."""
BLOCK_SOUND = Setting("workshop_day.sound", default=False)
"""Whether the end of a block is heard on a workshop day."""
DAYS_WITHOUT_CONTACT = Setting("days_without_contact", 21)
"""After so many days without a meeting, Today points at a team."""

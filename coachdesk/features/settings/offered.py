"""What only the composition root can do. It fills these in; what is missing has no button."""

from collections.abc import Callable

MAKE_RECOVERY_SHEET: Callable[[str], bytes] | None = None
"""The recovery sheet for a code, as a PDF in the window language."""
PRINT_SHEET: Callable[[bytes], object] | None = None
"""Open the print dialog for the bytes of a PDF."""
RESTORE: Callable[[], object] | None = None
"""Close the work and show the view that restores a backup."""
AUTO_LOCK_CHANGED: Callable[[int], object] | None = None
"""Lock after so many idle minutes from now on; 0 never."""

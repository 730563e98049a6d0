"""Before the work is open: the first start, unlocking, restoring a backup."""

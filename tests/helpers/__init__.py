"""What the tests share: workspaces on real encrypted files, and driving the real window."""

"""The printed papers: one module each. A paper collects data, then composes neutral blocks."""

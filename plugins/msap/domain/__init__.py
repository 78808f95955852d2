"""Pure rules over records: no file, no clock, no French sentence for a page."""

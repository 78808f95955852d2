"""Places as lists, maps, filters and downloads show them: one data file for each department."""

"""The files beside the pages: feeds, site map, styles and scripts, headers, manifest."""

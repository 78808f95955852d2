"""What editors write, as pages: news, dossiers, publications, infographics."""

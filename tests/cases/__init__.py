"""Cases that the Python and the JavaScript tests share."""

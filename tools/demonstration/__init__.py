"""The invented records of the demonstration, written the same way each time."""

"""How a command line is read and answered: French words, suggestions, colour, completion."""

"""What set-up installs, the wheel, and the commands that they bring."""

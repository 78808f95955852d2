"""What the workflows of GitHub and GitLab run, so that they hold no logic of their own."""

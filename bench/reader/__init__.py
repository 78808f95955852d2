"""What the site costs its readers: budgets, EcoIndex, Lighthouse, and a server under load."""

"""What pages cost their visitors: budgets, EcoIndex, Lighthouse, and a server under load."""

"""How the site words things in French: dates, hours, typography, contact details, services."""

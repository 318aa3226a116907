"""The year of internal control on paper: the month's page, the signed year, and what is proposed for the next."""

"""What it costs, when it can stand, what each year has to pay: quantities, prices, dates and doubt."""

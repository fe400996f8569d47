"""What one stage hands to the next: frozen tables of arrays. Learn the system here."""

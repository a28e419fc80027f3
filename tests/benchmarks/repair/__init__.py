"""How often planted mistakes are found again, and how fast."""

"""整改通知: a letter for each report with something to correct or to verify, and a list of all."""

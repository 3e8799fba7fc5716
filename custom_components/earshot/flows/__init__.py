"""What people fill in: one file for each flow, shared fields beside them."""

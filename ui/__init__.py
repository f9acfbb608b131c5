"""What people see: thin pages over the services, plus the checks before Qt starts (preflight)."""

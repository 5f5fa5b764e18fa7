"""What people write in the app: check-ins, goals, cycles, steps; each with who, when, before and after."""

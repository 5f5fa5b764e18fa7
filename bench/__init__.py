"""What a reader waits for, and what it costs: measured on the sample school, beside a floor that nothing can go under.

`python -m bench` measures and prints; it never fails because a number is bad. Results are kept in README.md here.
"""

"""What is in an iCalendar file (RFC 5545): entries, what their rules come to, and whose clocks they go by."""

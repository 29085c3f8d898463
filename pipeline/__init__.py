"""What happens to a contract."""

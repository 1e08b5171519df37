"""SQUIDs."""

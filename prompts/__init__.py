"""One YAML file a prompt and version, no logic. Without an LLM the product does its whole job."""

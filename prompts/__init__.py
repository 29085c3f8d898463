"""One file a prompt. None yet: without an LLM the product does its whole job."""

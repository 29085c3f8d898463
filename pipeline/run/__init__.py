"""The durable run: what a killed review goes on from. DBOS lives here and nowhere else."""

"""The second database: Spark, for an owner whose data stays on a cluster. Imported only when it is asked for."""

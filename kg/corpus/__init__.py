"""Many reports to N-Quads shards, by runs that can die and be taken up again, on one machine or many.

`plan → engine (local, processes, dask) → shards`, with a journal of what is done. Sits on top of
the pipeline; the step that engines run, `process_partition`, knows nothing of them.
"""

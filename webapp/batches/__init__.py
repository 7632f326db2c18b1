"""Many things that are done one by one behind the request that asks for them, each at most once:
how far it is, what came of each, and that it can be continued where it stopped.
"""

from webapp.batches.batch import Batch, Row
from webapp.batches.batches import Batches, NoSuchBatch
from webapp.batches.states import Outcome, State, Trouble
from webapp.batches.told import told
from webapp.batches.trade import Trade

__all__ = ["Batch", "Batches", "NoSuchBatch", "Outcome", "Row", "State", "Trade", "Trouble", "told"]

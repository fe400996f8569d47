"""How a play stands: the columns of its tables.

A play is some tables of numbers: threats and what flies of them, who shoots, kinds of interceptors, layers.
What is fixed stands beside what changes, so that `decide` is given all it needs and nothing is hidden.
"""

from __future__ import annotations

from opendome.records.defence import LAYERS
from opendome.records.engagements import REASONS

LAYER_COUNT = len(LAYERS)

# A thing in the air: a warhead, or a decoy that cannot be told from one by looking.
(
    THREAT, WARHEAD, NUMBER,  # which threat's, whether it is a warhead, its number among those of the threat
    SHOTS, PENDING,  # shots fired at it, and when the result of all of them will be known [s]
    BELIEVED, GONE,  # 1: taken for stopped; 1: was stopped when somebody looked
    STOPPED_AT, STOPPED_BY,  # when the first shot that hits meets it [s], infinity for none; in which layer
    NONE_LEFT, BUSY,  # 1: somebody could have shot but had nothing left; was busy
    FIRST_SHOT, FIRST_MEETING,  # first launch, first intercept [s]
) = range(13)  # fmt: skip
LOOKS, OWED = 13, 13 + LAYER_COUNT
"""By layer: how often it was shot at, and shots of the present look that are still to be fired."""
DONE = -1.0
"""What a layer owes a thing that it has done with."""
THING = 13 + 2 * LAYER_COUNT
"""Behind these, one column a kind of interceptor: chance that all its shots missed whose results are open.
And one more a kind: how many of it were fired."""

# A shooter.
KIND, LAYER, HITS, SPACING, CHANNELS = range(5)
"""Kind and layer; chance that one shot hits; time between launches [s]; how many it can guide, 0 for any."""
STOCK, NEXT, WANTED, FIRED = range(5, 9)
"""Interceptors left; earliest next launch [s]; shots that its targets may yet ask of it; fired so far."""
POST = 9
"""Behind these, one column a channel: when it is free again [s]."""

# A kind of interceptor.
COMMON, TELLS, MINE, FAILED, OPEN = range(5)
"""Chance of a common fault; chance to tell a warhead from one decoy; its layer; 1: the fault is there; 1:
whether it is there has changed nothing yet."""
ONE_KIND = 5

# A layer.
SALVO, MOST_LOOKS, ASSESS, SEEMS_STOPPED, SEEMS_FLYING, LEFT = range(6)
"""Shots a look; looks; time to know a result [s]; chance to take a flying target for stopped, and a stopped
one for flying; interceptors that may still be fired, the reserve taken off."""
ONE_LAYER = 6

# A threat.
RELIABLE, COUNTS, WHY, BEGINS, MANY, FLIES, TURN = range(7)
"""Chance that it flies; 1: its flight comes to its aim; what decided, if nobody ever may shoot at it; its
first thing, and how many it has; 1: it flies in this play; by how many places its things are turned in this
play, so that nobody knows which of them is the warhead."""
ONE_THREAT = 7

# What plays add up to, by threat: chances that each layer stops it, that it gets through, that it flies, the
# square of the second; of each reason; shots, looks, plays with a shot, their first launches and meetings.
SUM_STOPPED = 0
SUM_ARRIVES, SUM_FLIES, SUM_SQUARES, SUM_DECIDED = range(LAYER_COUNT, LAYER_COUNT + 4)
SUM_SHOTS = SUM_DECIDED + len(REASONS)
SUMS = SUM_SHOTS + 5

# And by play: chance that nothing gets through, how many do; by layer threats shot at, shots, and stopped.
PLAY_NO_LEAK, PLAY_LEAKERS, PLAY_LAYERS = range(3)
PLAY = 2 + 3 * LAYER_COUNT
"""Behind these, one column a shooter: its shots."""

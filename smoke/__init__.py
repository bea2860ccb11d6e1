"""`make smoke STACK=…`: talks in a deployed stack over plain sockets, and says whether the promises held.

    find      where the stack is, and whom it lets in
    door      how the three people of the talk come in
    person    one of them: a raw connection that keeps all that it hears, and mends nothing
    scene     the three, the room, and what was said in it
    checks    one for each promise that can be seen from outside
    latency   how long it took

The client library is left out on purpose: it sorts, drops doubles and fills gaps, which would hide what is looked for.
"""

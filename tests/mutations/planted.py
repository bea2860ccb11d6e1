"""Bugs to plant, one at a time, each with the text that it takes the place of and the test that has to notice it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Bug:
    """`old` is in the file exactly once; with `new` in its place the test fails."""

    what: str
    file: str
    old: str
    new: str
    test: str


BUGS = (
    Bug(
        "a join reads the log before it writes its presence",
        "src/chat/rooms.py",
        "    membership = _let_in(caller, request.room)\n    page, recovered = _missed(request)\n",
        "    _room(caller, request.room)\n    page, recovered = _missed(request)\n"
        "    membership = _let_in(caller, request.room)\n",
        "tests/faults/test_orders.py::test_fault_17_wherever_a_message_falls_into_a_join_it_is_heard",
    ),
    Bug(
        "presences are read before the message is committed",
        "src/chat/entries.py",
        "    entry = log.append(post)\n    tell_of(entry, deadline, speaker)\n",
        "    from chat.telling import tell_these\n    from models import crowd\n\n"
        "    here = crowd.look(post.room).everyone()\n    entry = log.append(post)\n"
        "    tell_these(post.room, frames.encode(entry_frame(entry)), here, deadline)\n",
        "tests/faults/test_orders.py::test_fault_17_wherever_a_join_falls_into_a_message_it_is_heard",
    ),
    Bug(
        "a hole that is read past is not sealed",
        "src/models/reading.py",
        "        if not void(room, seq):\n",
        "        if False:\n",
        "tests/models/test_reading.py::test_promise_2_a_hole_that_is_read_past_is_closed_for_good",
    ),
    Bug(
        "what is written carries no postmark's condition",
        "src/models/log.py",
        '    transaction.save(postmark, condition=new, return_values="ALL_OLD")\n',
        "    transaction.save(postmark)\n",
        "tests/chat/test_messages.py::test_promise_3_the_same_id_is_said_once_and_delivered_again",
    ),
    Bug(
        "a 410 removes somebody else's presence",
        "src/chat/telling.py",
        "        gone[here[connection]].append(connection)\n",
        "        gone[here[connection]].append(next(iter(here)))\n",
        "tests/chat/test_messages.py::test_fault_10_a_connection_that_has_gone_is_taken_out_and_the_others_get_theirs",
    ),
    Bug(
        "only the first page of presences is read",
        "src/models/table.py",
        '        if "LastEvaluatedKey" not in page:\n            return\n',
        "        return\n",
        "tests/models/test_crowd.py::test_who_is_here_is_read_with_all_pages",
    ),
    Bug(
        "only the first shard of presences is read",
        "src/models/crowd.py",
        "        for shard in range(1, self.spread.reach):\n            found |=",
        "        for shard in range(1, 1):\n            found |=",
        "tests/models/test_crowd.py::test_everyone_is_read_in_every_shard_that_there_may_be",
    ),
    Bug(
        "a presence never expires",
        "src/models/crowd.py",
        "expires_at > :now",
        "expires_at <> :now",
        "tests/faults/test_disconnects.py::"
        "test_fault_15_an_expired_presence_neither_hears_nor_speaks_nor_is_shown_before_dynamodb_deletes_it",
    ),
    Bug(
        "a kind of a newer version is taken for a presence",
        "src/models/crowd.py",
        "kind = :spread OR (kind = :presence AND",
        "kind = :spread OR (kind <> :presence OR",
        "tests/faults/test_versions.py::test_fault_29_what_a_newer_version_wrote_stops_nothing",
    ),
    Bug(
        "a key may be there twice in a frame",
        "src/frames/text.py",
        "    if len(frame) < len(pairs):\n",
        "    if False:\n",
        "tests/fuzz/test_decoder.py::test_a_key_that_is_there_twice_is_refused_even_where_both_would_do",
    ),
    Bug(
        "a post that is too large is tried again",
        "src/delivery/retry.py",
        "_VERDICTS.get(status, Verdict.HOPELESS)",
        "_VERDICTS.get(status, Verdict.FAILED)",
        "tests/delivery/test_batch.py::test_fault_13_a_hopeless_post_is_not_tried_again",
    ),
    Bug(
        "a throttled transaction is given up at once",
        "src/models/transaction.py",
        "ATTEMPTS = 4",
        "ATTEMPTS = 1",
        "tests/faults/test_busy_table.py::test_fault_7_a_throttled_transaction_is_tried_again_and_said_once",
    ),
    Bug(
        "a position of another life of the room is taken for one of this",
        "src/chat/rooms.py",
        "page.epoch == request.epoch and ",
        "",
        "tests/faults/test_lives.py::test_fault_25_a_room_that_was_deleted_and_made_again_is_known_by_its_epoch",
    ),
    Bug(
        "what went wrong inside is told to the client",
        "src/frames/text.py",
        'if failure.code == "internal" else str(failure)',
        "if False else str(failure)",
        "tests/test_doors.py::test_promise_7_a_fault_of_ours_is_internal_and_tells_nothing",
    ),
    Bug(
        "a sign-in that has ended still speaks",
        "src/identity.py",
        "<= over and renewed(caller(event)) <= over:",
        "<= over and False:",
        "tests/test_doors.py::test_promise_6_an_expired_identity_speaks_no_more",
    ),
    Bug(
        "who is banned while they come stays",
        "src/chat/connections.py",
        "        Connection.forget(caller.user, caller.connection)\n    else:\n",
        "        pass\n    else:\n",
        "tests/handlers/test_connect.py::test_who_may_not_be_here_is_refused_and_forgotten",
    ),
    Bug(
        "a connection that API Gateway does not know yet outlives a ban",
        "src/chat/accounts.py",
        "    for pause in PAUSES:\n",
        "    for pause in ():\n",
        "tests/chat/test_accounts.py::test_a_connection_that_api_gateway_does_not_know_yet_is_closed_when_it_does",
    ),
    Bug(
        "a sign-in of the second of signing out counts",
        "src/models/account.py",
        "and since <= int(self.signed_out_at)",
        "and since < int(self.signed_out_at)",
        "tests/models/test_account.py::test_signing_out_bars_what_was_there_before_and_lets_in_what_comes_after",
    ),
    Bug(
        "a connection is renewed by anybody's token",
        "src/chat/renewing.py",
        "    if brought.user != caller.user:\n",
        "    if False:\n",
        "tests/chat/test_renewing.py::test_another_user_s_token_and_what_is_none_renew_nothing",
    ),
    Bug(
        "a message goes by what a process believed of its room's pace",
        "src/models/room.py",
        "        return allowed if self.slow is None else allowed & at_pace(self.slow)\n",
        "        return allowed\n",
        "tests/chat/test_pacing.py::test_every_process_keeps_to_the_pace_that_the_room_has_now",
    ),
    Bug(
        "a user has an allowance for each connection and none for all",
        "src/models/presence.py",
        "        spender.spend(user, now)\n",
        "",
        "tests/models/test_spender.py::test_many_connections_in_many_rooms_are_one_user_s",
    ),
    Bug(
        "a flood by many connections is many small ones",
        "src/chat/flooding.py",
        "USER_FRAMES, caller.user,",
        "USER_FRAMES, caller.connection,",
        "tests/chat/test_flooding.py::test_connections_of_one_user_are_one_flood",
    ),
    Bug(
        "a flood is told so and never ended",
        "src/chat/flooding.py",
        "        if REFUSALS.take(caller.connection, now):\n",
        "        if False:\n",
        "tests/test_doors.py::test_a_flood_is_refused_and_then_ended_whatever_it_asks_for",
    ),
    Bug(
        "an edit says what a message may not",
        "src/chat/changing.py",
        '    demand_fit("editMessage", request.room, caller.user, caller.name, request.text)\n',
        "",
        "tests/chat/test_inspecting.py::test_whichever_way_it_is_said_it_is_looked_at_and_nothing_is_stored_or_told",
    ),
    Bug(
        "poison in a queue is taken for done",
        "src/manners/poll.py",
        "        failed = [*bad, *list(good)[said:]]\n",
        "        failed = [*list(good)[said:]]\n",
        "tests/manners/test_poll.py::test_fault_20_of_a_queue_only_the_poison_comes_again",
    ),
)

"""The `deliver` function with a queue behind it, as Lambda's poller calls it.

`python -m benchmarks.large_room_worker` prints, after each batch, how many shares it had, when it was done (monotonic)
and the CPU seconds that it took; it ends with its standard input.
"""

import json
import os
import select
import sys
import time

import boto3

from tests.events import CONTEXT, records

BATCH = 2


def main() -> None:
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # the function's log
    sys.path.insert(0, "src")
    from handlers.deliver import handler

    sqs = boto3.client("sqs")
    queue = os.environ["DELIVERY_QUEUE_URL"]
    print("ready", file=answers, flush=True)
    while not select.select([sys.stdin], [], [], 0)[0]:
        messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=BATCH, WaitTimeSeconds=1).get("Messages", [])
        if not messages:
            continue
        used = time.process_time()
        failed = handler(records(*(message["Body"] for message in messages)), CONTEXT)["batchItemFailures"]
        if failed:
            raise SystemExit(f"{len(failed)} shares were not delivered")
        done, used = time.monotonic(), time.process_time() - used
        for message in messages:
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
        print(json.dumps([len(messages), done, used]), file=answers, flush=True)


if __name__ == "__main__":
    main()

"""One boto3 client, reused, on 32 threads that stay."""

from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config

from benchmarks.posting import PAYLOAD, REGION, Post

THREADS = 32


def way(url: str) -> Post:
    settings = Config(max_pool_connections=THREADS)
    client = boto3.client("apigatewaymanagementapi", endpoint_url=url, region_name=REGION, config=settings)
    threads = ThreadPoolExecutor(THREADS)

    def one(recipient: str) -> int:
        client.post_to_connection(ConnectionId=recipient, Data=PAYLOAD)
        return 1

    return lambda recipients: sum(threads.map(one, recipients))

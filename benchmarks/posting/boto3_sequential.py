"""One boto3 client, reused; one post after the other."""

import boto3

from benchmarks.posting import PAYLOAD, REGION, Post


def way(url: str) -> Post:
    client = boto3.client("apigatewaymanagementapi", endpoint_url=url, region_name=REGION)

    def post(recipients: list[str]) -> int:
        for recipient in recipients:
            client.post_to_connection(ConnectionId=recipient, Data=PAYLOAD)
        return len(recipients)

    return post

"""API Gateway's WebSocket data plane on one machine, for any `AWS::Serverless::WebSocketApi` that an emulator holds.

Every documented rule is kept and has a test that names its page. Where AWS documents nothing, this gateway has chosen:
pings do not end the idle time, messages in either direction do; a client's buffer is full at 1 MiB; each route key has
a throttling bucket of its own, and the frame that answers a throttled message says "Too Many Requests"; a connection
that is deleted is closed with 1000; `domainName` is the address of this gateway's `@connections`.

Not kept: API keys, non-proxy integrations, request mapping and validation, custom domains, access logs and metrics; a
policy's Condition (refused with 500); whether a signature is true.
"""

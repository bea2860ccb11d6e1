"""DynamoDB Local in a process of its own, on loopback: `python dynamodb_local_server.py LIBJVM HOME`.

Its own command line binds every interface and takes no port 0, so this starts its Java classes itself.
Prints the port when it listens, and ends when its standard input does.
"""

import os
import sys

import jpype  # type: ignore[import-untyped]


def main(libjvm: str, home: str) -> None:
    """Serves until standard input is closed."""
    options = [
        "-Xmx512m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        f"-Djava.library.path={home}/DynamoDBLocal_lib",
    ]
    jpype.startJVM(libjvm, *options, classpath=[f"{home}/DynamoDBLocal.jar"])
    runner = jpype.JClass("software.amazon.dynamodb.services.local.main.ServerRunner")
    proxy = runner.createServerFromCommandLineArgs(["-inMemory", "-sharedDb", "-disableTelemetry"])
    server = proxy.getClass().getDeclaredField("server")
    server.setAccessible(True)
    connector = server.get(proxy).getConnectors()[0]
    connector.setHost("127.0.0.1")
    connector.setPort(0)
    proxy.safeStart()
    print(f"listening on {connector.getLocalPort()}", flush=True)
    os.dup2(2, 1)  # nobody reads what comes after the port
    sys.stdin.read()
    proxy.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])

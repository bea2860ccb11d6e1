"""API Gateway's WebSocket data plane on one machine, for any `AWS::Serverless::WebSocketApi` that an emulator holds."""

def handler(event, context):
    print(event["requestContext"].get("routeKey"))
    return {"statusCode": 200}

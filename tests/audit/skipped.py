"""Checks of Checkov's that do not fit, and why: `python -m tests.audit` fails for every other one."""

SKIPPED: dict[str, str] = {
    "CKV_AWS_158": "A line a call, without texts, names or tokens; CloudWatch Logs encrypts with keys of its own.",
    "CKV_AWS_116": "API Gateway and Lambda's pollers wait for an answer; what is called without has its queue.",
    "CKV_AWS_117": "Nothing in the stack is in a network of its own: a VPC adds a NAT gateway and protects nothing.",
    "CKV_AWS_115": "The stages throttle; a reservation takes from all other functions of the account.",
    "CKV_AWS_173": "The variables are names of resources and settings, no secrets; Lambda encrypts them all the same.",
    "CKV_AWS_26": "CloudWatch cannot publish to a topic under AWS's own key, and an alarm is no secret.",
    "CKV_AWS_27": "SQS encrypts every queue with keys of its own, unless it is told not to.",
    "CKV_AWS_119": "DynamoDB encrypts every table with a key of its own; one of the customer's costs by the request.",
    "CKV_AWS_91": "The load balancer is an example of a source, where one stands already, with logs of its own.",
    "CKV_AWS_2": "The same: its certificate belongs to a domain, which a template cannot have.",
    "CKV_AWS_103": "The same.",
    "CKV_AWS_18": "Only signed links and CloudFront reach a bucket; CloudTrail has data events for who wants them.",
    "CKV_AWS_21": "A file is uploaded once, under a name that nobody else has; what is erased has to be gone.",
    "CKV_AWS_73": "Webhooks are one hop to one function, whose log line has what a trace would have.",
    "CKV_AWS_120": "A webhook's answer is its own: there is nothing to cache.",
}

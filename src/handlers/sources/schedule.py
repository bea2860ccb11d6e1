"""Schedule: reminders, once or again and again. Push: EventBridge Scheduler calls, and tries again.

A schedule's input is the event: {"text": "…"}, and perhaps `room` and `name`. With the schedule and its time as `id`
("<aws.scheduler.schedule-arn> <aws.scheduler.scheduled-time>"), a time that Scheduler tries twice is said once.
"""

from manners.plain import plain_door

handler = plain_door("schedule")

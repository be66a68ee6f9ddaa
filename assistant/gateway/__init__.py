"""The model gateway: one method, one door out, and only pseudonymised text fits through it."""

from assistant.gateway.door import Completion, Gateway, ModelAway, Prompt, gateway

__all__ = ["Completion", "Gateway", "ModelAway", "Prompt", "gateway"]

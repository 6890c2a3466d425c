"""The groups of event types that count as near: a type in, the name of its group out."""

from __future__ import annotations

GROUPS = {
    "attacks": "Attack RocketAttack MissileAttack DroneAttack MortarAttack Shelling Airstrike Bombing Ambush ArmedClash "
    "Assassination Abduction Explosion Interception Arrest",
    "moves": "ConvoyMovement Deployment Withdrawal Reconnaissance MilitaryExercise Seizure",
    "resources": "ResourceSmuggling EconomicAgreement Sanction",
    "politics": "Protest Negotiation PoliticalDecision",
}
"""Part of the definition of the figures, and so kept apart from the groups that fusion compares within."""

_GROUP_OF = {type: group for group, types in GROUPS.items() for type in types.split()}


def group_of(type: str) -> str | None:
    """Give the group of an event type; None if it has none.

    >>> group_of("Shelling"), group_of("Picnic")
    ('attacks', None)
    """
    return _GROUP_OF.get(type)

"""The role head: for each word that tells of an exchange its supplier, recipient, good, quantity, date and speaker.

A small encoder with heads of its own; what it says are candidates in tokens, which the reading combines with its rules.
"""

from loaders.roles.candidate import Candidate
from loaders.roles.head import RoleHead, RoleHeadError, load

__all__ = ["Candidate", "RoleHead", "RoleHeadError", "load"]

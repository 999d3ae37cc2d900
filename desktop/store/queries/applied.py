"""How many applications of a case wait for a decision, asked beside other things of many cases."""

from __future__ import annotations

APPLIED_FOR = """
(SELECT count(*) FROM application AS a WHERE a.case_id = c.id AND a.withdrawn_on IS NULL AND NOT EXISTS (
    SELECT 1 FROM indication AS i JOIN decision AS d ON d.indication_id = i.id
    WHERE i.case_id = a.case_id AND d.decided_on >= a.applied_on AND (d.answers = '[]'
        OR EXISTS (SELECT 1 FROM json_each(d.answers) AS l WHERE l.value = a.id))))
"""
"""Of the case ``c``; what answers which application, `desktop.rules.answers` says."""

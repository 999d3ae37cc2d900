"""A paper as a message that is not sent yet: a file that a mail program opens, with the paper attached.

See docs/decisions/a-paper-by-mail.md.
"""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP

from desktop.language import _, speaking
from desktop.rules.email import is_email
from desktop.services.papers import MadePaper


def mail_draft(paper: MadePaper) -> bytes:
    """The message as RFC 5322; its subject names the paper and nobody.

    ``X-Unsent`` tells Outlook, and programs that share its habit, to open it for writing. What is no address, or could
    break out of its line, is left out: the sender then fills it in.
    """
    message = EmailMessage(policy=SMTP)
    with speaking(paper.language):
        message["Subject"] = paper.name
        if is_email(paper.mail_to) and paper.mail_to.isascii() and paper.mail_to.isprintable():
            message["To"] = paper.mail_to
        message["X-Unsent"] = "1"
        lines = (
            _("Dear sir or madam,"),
            _("You find this paper with this message: {paper}.", paper=paper.name),
            _("Do you have a question, or is something not right? Let us know."),
            _("Kind regards,"),
        )
    message.set_content("\n\n".join(lines) + "\n")
    message.add_attachment(paper.pdf, maintype="application", subtype="pdf", filename=f"{paper.name}.pdf")
    return message.as_bytes()

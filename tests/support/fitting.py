"""Whether a page fits its window: nothing scrolls sideways, no text is cut or sticks out."""

from collections.abc import Sequence

from playwright.sync_api import Page


def misfits(page: Page, changes: Sequence[str | None] = (None, "200%", "spacing")) -> list[str]:
    """Return what does not fit, as the page is, with text at 200 % (A11) and spaced wide (A15)."""
    found = []
    for change in changes:
        page.evaluate(ENLARGE, change)
        width, window = page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
        if width > window:
            found.append(f"{page.url} {change}: {width} px wide")
        found += [f"{page.url} {change}: cut {text}" for text in page.evaluate(CUT)]
    return found


ENLARGE = """change => {
    const sheet = new CSSStyleSheet();
    if (change === "200%") sheet.insertRule("html { font-size: 200% !important }");
    if (change === "spacing") {
        sheet.insertRule(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
            word-spacing: 0.16em !important }`);
        sheet.insertRule("p { margin-block-end: 2em !important }");
    }
    document.adoptedStyleSheets = [sheet];
}"""

# Text outside the window, or outside a box that hides or frames it.
CUT = """() => {
    const cut = [];
    const frames = ".button, .chip, .tile, .exit, .navigation__link, .notice";
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const owner = node.parentElement;
        if (!node.data.trim() || !owner.checkVisibility()) continue;
        if (owner.closest(".hidden, .skip-link:not(:focus), script, style, noscript")) continue;
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            let outside = box.left < -1 || box.right > innerWidth + 1;
            for (let frame = owner; frame && !outside; frame = frame.parentElement) {
                const hides = getComputedStyle(frame).overflow !== "visible";
                const framed = frame.matches(frames);
                if (!(hides || framed) || frame === document.body) continue;
                const edge = frame.getBoundingClientRect();
                outside = box.left < edge.left - 1 || box.right > edge.right + 1
                    || box.top < edge.top - 4 || box.bottom > edge.bottom + 4;
            }
            if (outside) { cut.push(node.data.trim().slice(0, 40)); break; }
        }
    }
    return cut;
}"""

// Brings a mark into the view of its pane.

/** In the middle, both ways; what is larger than the pane from its beginning. */
export function showWhole(mark: Element): void {
  const pane = mark.ownerDocument.documentElement;
  const { width, height } = mark.getBoundingClientRect();
  mark.scrollIntoView({
    block: height > pane.clientHeight * 0.8 ? "start" : "center",
    inline: width > pane.clientWidth * 0.8 ? "start" : "center",
  });
}

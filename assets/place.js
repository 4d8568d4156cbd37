// The page is filled after it has loaded, so the browser does not find the place that the address names.
const arrived = new MutationObserver(() => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  arrived.disconnect();
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
  // Letters and figures that come later move the place: the page follows, until its reader does something.
  const follow = () => place.scrollIntoView({ behavior: "instant" });
  const grown = new ResizeObserver(follow);
  grown.observe(document.body);
  const acts = ["wheel", "touchstart", "pointerdown", "keydown"];
  acts.forEach((act) => addEventListener(act, () => grown.disconnect(), { once: true, passive: true }));
});
if (location.hash) arrived.observe(document.documentElement, { childList: true, subtree: true });

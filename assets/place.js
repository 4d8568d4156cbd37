// The page is filled after it has loaded, so the browser does not find the place that the address names.
const arrived = new MutationObserver(() => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!place) return;
  arrived.disconnect();
  place.tabIndex = -1;
  place.focus();
});
if (location.hash) arrived.observe(document.documentElement, { childList: true, subtree: true });

// A deck: one slide at a time. All of them are in the document, so the next one is there at once.
{
  const WIDE = 1920, NARROW = 1440, HIGH = 1080; // pixels of the stage: 16:9 to 4:3
  const STAGED = matchMedia("(min-width: 43.75rem) and (min-aspect-ratio: 1)"); // else slides stand one under another
  const TURNS = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  let typed = "", touched = null;

  const deck = () => document.querySelector(".deck");
  const slides = () => [...document.querySelectorAll(".deck .slide")];
  const current = () => slides().findIndex((slide) => slide.classList.contains("is-current"));

  const show = (at, { focus = true } = {}) => {
    const all = slides(), place = Math.max(0, Math.min(all.length - 1, at));
    if (!all.length) return;
    all.forEach((slide, here) => slide.classList.toggle("is-current", here === place));
    deck().querySelector(".deck-place").textContent = place + 1;
    history.replaceState(history.state, "", `#slide-${place + 1}`);
    if (focus) all[place].focus({ preventScroll: STAGED.matches });
  };
  const fit = () => {
    const stage = document.querySelector(".deck-stage");
    if (!stage) return;
    deck().classList.toggle("is-staged", STAGED.matches);
    const width = Math.max(NARROW, Math.min(WIDE, (HIGH * innerWidth) / innerHeight));
    stage.style.setProperty("--stage-width", `${width}px`);
    stage.style.setProperty("--stage-scale", Math.min(innerWidth / width, innerHeight / HIGH));
  };
  const named = () => {
    const number = /^#slide-(\d+)$/.exec(location.hash);
    return number ? Number(number[1]) - 1 : 0;
  };
  const notes = () => {
    const on = deck().classList.toggle("has-notes");
    deck().querySelector('[data-deck="notes"]').setAttribute("aria-pressed", on);
  };
  const screen = () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen());
  // Of what is longer than its place on the slide, and has the focus, the arrows move the text.
  const scrolls = (event) => {
    const inside = event.target.closest(".scroll-region, .slide-figure");
    return inside && /^Arrow(Up|Down)$/.test(event.key) && inside.scrollHeight > inside.clientHeight;
  };
  const end = () => location.assign(deck().querySelector(".deck-end").href);

  addEventListener("keydown", (event) => {
    if (!deck() || event.altKey || event.ctrlKey || event.metaKey) return;
    // Space and Enter press what has the focus.
    const presses = event.target.closest("a, button, summary") && (event.key === " " || event.key === "Enter");
    if (presses || scrolls(event) || event.target.closest("input, select, textarea")) return;
    // Letters and digits are heard in the deck alone: who speaks to the machine may say some elsewhere (WCAG 2.1.4).
    if (/^\w$/.test(event.key) && !event.target.closest(".deck")) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const acts = { Home: () => show(0), End: () => show(slides().length - 1), Escape: end, n: notes, f: screen };
    if (event.key in TURNS) show(current() + (event.shiftKey && event.key === " " ? -1 : TURNS[event.key]));
    else if (key in acts) acts[key]();
    else if (event.key === "Enter" && typed) show(Number(typed) - 1);
    else if (!/^\d$/.test(event.key)) return;
    typed = /^\d$/.test(event.key) ? (typed + event.key).slice(-3) : "";
    event.preventDefault();
  });
  addEventListener("click", (event) => {
    const pressed = deck() && event.target.closest("[data-step], [data-deck]");
    if (!pressed) return;
    if (pressed.dataset.step) show(current() + Number(pressed.dataset.step), { focus: false });
    else ({ notes, screen })[pressed.dataset.deck]();
  });
  addEventListener("touchstart", (event) => (touched = event.changedTouches[0].clientX), { passive: true });
  addEventListener("touchend", (event) => {
    const moved = event.changedTouches[0].clientX - (touched ?? NaN);
    if (deck() && STAGED.matches && Math.abs(moved) > 60) show(current() + (moved < 0 ? 1 : -1));
  });
  addEventListener("resize", fit);
  addEventListener("hashchange", () => deck() && show(named()));
  // The page is filled after it has loaded.
  new MutationObserver((_, watching) => {
    if (!deck()) return;
    watching.disconnect();
    fit();
    show(named());
  }).observe(document.documentElement, { childList: true, subtree: true });
}

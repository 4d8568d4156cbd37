// A mark that has an address behind it opens it; the same links stand in the panel's table, for the keyboard.
(() => {
  const address = (event) => [event.points?.[0]?.customdata].flat()[0];

  const listen = (plot) => {
    if (plot.dataset.opens || !plot.on) return;
    plot.dataset.opens = "true";
    plot.on("plotly_click", (event) => {
      const href = address(event);
      if (typeof href === "string" && href.startsWith("/") && !href.startsWith("//")) window.location.assign(href);
    });
    plot.on("plotly_hover", (event) => plot.classList.toggle("opens", Boolean(address(event))));
    plot.on("plotly_unhover", () => plot.classList.remove("opens"));
  };

  // Paper has a width of its own: 660 px are A4 without its margins.
  const drawn = () => document.querySelectorAll(".js-plotly-plot");
  window.addEventListener("beforeprint", () => drawn().forEach((plot) => Plotly.relayout(plot, { width: 660 })));
  window.addEventListener("afterprint", () => drawn().forEach((plot) => Plotly.relayout(plot, { width: null, autosize: true })));

  new MutationObserver(() => drawn().forEach(listen)).observe(document, {
    childList: true,
    subtree: true,
  });
})();

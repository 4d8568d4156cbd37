// A mark that has an address behind it opens it; the same links stand in the panel's table, for the keyboard.
(() => {
  const address = (event) => [event.points?.[0]?.customdata].flat()[0];

  const listen = (plot) => {
    if (plot.dataset.opens || !plot.on) return;
    plot.dataset.opens = "true";
    plot.on("plotly_afterplot", () => name(plot));
    name(plot);
    plot.on("plotly_click", (event) => {
      const href = address(event);
      if (typeof href === "string" && href.startsWith("/") && !href.startsWith("//")) window.location.assign(href);
    });
    plot.on("plotly_hover", (event) => plot.classList.toggle("opens", Boolean(address(event))));
    plot.on("plotly_unhover", () => plot.classList.remove("opens"));
  };

  // Names of rows were broken for a telephone; where the figure is wider, they are broken as it has room. The rows stay
  // as high as they were, or what lies below would move.
  const NARROW = 400; // pixels
  const LETTER = 0.54; // of the size of the letters, the width of one
  const namesRow = (note) => note.hovertext && note.xref === "paper" && note.x === 0 && note.yanchor === "bottom";
  const safe = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
  const broken = (text, characters) => {
    const lines = [""];
    for (const word of text.split(" ")) {
      const longer = `${lines.at(-1)} ${word}`.trim();
      if (longer.length > characters && lines.at(-1)) lines.push(word);
      else lines[lines.length - 1] = longer;
    }
    return lines.map(safe).join("<br>");
  };
  const whole = (said, characters) =>
    said.split("<br>").map((part) => (part.startsWith("<b>") ? part : broken(part, characters))).join("<br>");

  const name = (plot) => {
    const notes = plot.layout?.annotations ?? [];
    if (!notes.some(namesRow) || plot.closest(".slide")) return;
    plot.narrowNames ??= notes.map((note) => note.text);
    const texts = notes.map((note, at) => {
      const characters = Math.floor(plot.clientWidth / (LETTER * (note.font?.size ?? 12)));
      return namesRow(note) && plot.clientWidth > NARROW ? whole(note.hovertext, characters) : plot.narrowNames[at];
    });
    const changes = texts.flatMap((text, at) => (text === notes[at].text ? [] : [[`annotations[${at}].text`, text]]));
    if (changes.length) Plotly.relayout(plot, Object.fromEntries(changes));
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

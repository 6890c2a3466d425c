// The page's values in (JSON in the element #data), the drawing, the filters and the panel out. Texts are only ever set as text.
"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");

  // Okabe and Ito's colours, which colour-blind readers can tell apart; the shapes say the same.
  const COLORS = { actor: "#0072B2", facility: "#E69F00", place: "#009E73", event: "#D55E00", article: "#999999" };
  const BORDERS = {
    actor: ["#004a75", "#6bb5e3"], facility: ["#9c6c00", "#ffd27a"], place: ["#00664b", "#5fd6b3"], event: ["#8f3f00", "#ffa266"], article: ["#5f6771", "#d0d5da"],
  };
  const NAMES = { actor: "Actors", facility: "Facilities", place: "Places", event: "Events", article: "Articles" };
  const SHAPES = {
    actor: "M8 2a6 6 0 1 0 .01 0z", facility: "M3 3h10v10H3z", place: "M8 2l6.5 11.5h-13z", event: "M8 1l7 7-7 7-7-7z", article: "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
  };
  const DASHES = { asserted: "", alleged: "2 4", planned: "8 3 2 3", disputed: "7 4", denied: "3 3" };
  const edgeColor = (status) => {
    if (status === "denied") return dark.matches ? "#E5A3CB" : "#B0508F";
    if (status === "disputed") return dark.matches ? "#ffffff" : "#000000";
    if (status === "planned") return dark.matches ? "#56B4E9" : "#2B87BD";
    return dark.matches ? "#7d8894" : "#8b949e";
  };

  // --- small pieces of the page

  const make = (tag, props = {}, ...children) => {
    const element = Object.assign(document.createElement(tag), props);
    element.append(...children.filter((child) => child !== null && child !== ""));
    return element;
  };
  const text = (tag, className, words) => make(tag, { className, textContent: words, dir: "auto" });
  const drawing = (path, attributes) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const shape = document.createElementNS("http://www.w3.org/2000/svg", "path");
    for (const [name, value] of Object.entries({ width: 16, height: 16, viewBox: "0 0 16 16", "aria-hidden": "true" })) svg.setAttribute(name, value);
    for (const [name, value] of Object.entries({ d: path, ...attributes })) shape.setAttribute(name, value);
    svg.append(shape);
    return svg;
  };
  const articleOf = (number) => data.articles[number] || { label: "an article that is not here" };
  const articleLine = ({ label, ...known }) => [label, ...[known.outlet, known.date, known.file].filter((part) => part && !label.includes(part))].join(" · ");
  const safeLink = (url) => (/^https?:\/\//i.test(url || "") ? url : null);

  const quoted = (number) => {
    const [, sentence, from, to, words] = data.quotes[number];
    const line = text("p", "words", "");
    const whole = data.sentences[sentence];
    if (to > from) line.append(whole.slice(0, from), make("mark", { textContent: whole.slice(from, to) }), whole.slice(to));
    else line.append(make("mark", { textContent: words || "" }));
    return line;
  };
  const quoteItem = (number) => make("li", { className: "quote" }, quoted(number), text("p", "from", articleLine(articleOf(data.quotes[number][0]))));
  const sayingItem = (number) => {
    const [chain, act, stance, content] = data.sayings[number];
    const verb = text("span", stance === "denies" ? "chip no" : "chip", stance === "denies" ? "denies" : act);
    return make("li", { className: `quote ${stance}` }, verb, text("strong", "", chain), quoted(content), text("p", "from", articleLine(articleOf(data.quotes[content][0]))));
  };
  const list = (title, items) => (items.length ? [text("h2", "", title), make("ul", {}, ...items)] : []);
  const statusWord = (status) => text("span", status === "denied" || status === "disputed" ? "chip no" : "chip", status);

  // --- the drawing

  const nodes = new vis.DataSet(data.nodes);
  const edges = new vis.DataSet(data.edges);
  const themed = () => {
    const ink = dark.matches ? "#e6e9ec" : "#1b1f24";
    const ground = dark.matches ? "#14171b" : "#ffffff";
    const groups = {};
    for (const [kind, color] of Object.entries(COLORS)) {
      const border = BORDERS[kind][dark.matches ? 1 : 0];
      groups[kind] = { color: { background: color, border, highlight: { background: color, border: ink }, hover: { background: color, border: ink } } };
    }
    return { groups, nodes: { font: { color: ink, strokeWidth: 3, strokeColor: ground } }, edges: { font: { color: ink, strokeWidth: 3, strokeColor: ground } } };
  };
  const colored = () => edges.update(data.edges.map((edge) => ({ id: edge.id, color: { color: edgeColor(edge.status), highlight: edgeColor(edge.status), hover: edgeColor(edge.status) } })));
  const merged = (options, theme) => ({
    ...options, groups: theme.groups,
    nodes: { ...options.nodes, font: { ...options.nodes.font, ...theme.nodes.font } },
    edges: { ...options.edges, font: { ...options.edges.font, ...theme.edges.font } },
  });
  colored();
  const network = new vis.Network(at("graph"), { nodes, edges }, merged(data.options, themed()));
  dark.addEventListener("change", () => { network.setOptions(merged(data.options, themed())); colored(); });
  network.once("afterDrawing", () => { document.documentElement.dataset.ready = "yes"; });

  const motion = () => (still.matches ? false : { duration: 350 });
  const focusOn = (ids) => network.fit({ nodes: ids, maxZoomLevel: 1.1, animation: motion() });
  at("in").onclick = () => network.moveTo({ scale: network.getScale() * 1.3, animation: motion() });
  at("out").onclick = () => network.moveTo({ scale: network.getScale() / 1.3, animation: motion() });
  at("fit").onclick = () => network.fit({ animation: motion() });

  // --- the panel

  const panel = at("details");
  const fill = (...parts) => { panel.replaceChildren(...parts.flat()); panel.scrollTop = 0; };
  const goTo = (id, note) => {
    const thing = data.things[id];
    const button = make("button", { type: "button", className: "go" }, text("span", "", thing.label), note ? text("small", "", ` ${note}`) : "");
    button.onclick = () => { network.selectNodes([id]); focusOn([id]); showThing(id); };
    return make("li", {}, button);
  };
  const goAlong = (edge, id) => {
    const other = edge.from === id ? edge.to : edge.from;
    const relation = data.links[edge.id].relation;
    const button = make("button", { type: "button", className: "go" }, make("small", { textContent: edge.from === id ? `${relation} → ` : `${relation} ← ` }),
      text("span", "", data.things[other].label), edge.status === "asserted" ? "" : text("small", edge.status === "planned" || edge.status === "alleged" ? "" : "no", ` ${edge.status}`));
    button.onclick = () => { network.selectEdges([edge.id]); focusOn([edge.from, edge.to]); showLink(edge.id); };
    return make("li", {}, button);
  };

  const showThing = (id) => {
    const thing = data.things[id];
    const told = (thing.sayings || []).map(sayingItem);
    const facts = make("p", { className: "facts" }, text("span", "chip", thing.type), thing.status ? statusWord(thing.status) : "", text("span", "", thing.date || ""));
    const figures = (thing.figures || []).map(([name, value, quote]) =>
      make("li", { className: "quote" }, text("strong", "", value ? `${name}: ${value}` : name), quoted(quote), text("p", "from", articleLine(articleOf(data.quotes[quote][0])))));
    const around = edges.get({ filter: (edge) => edge.from === id || edge.to === id });
    const quotes = (thing.quotes || []).map(quoteItem);
    if (thing.more) quotes.push(text("li", "from", `and ${thing.more} more`));
    const link = safeLink(thing.url);
    fill(text("h3", "", thing.label), facts,
      thing.kind === "article" ? text("p", "facts", [thing.outlet, thing.file].filter(Boolean).join(" · ")) : [],
      link ? make("p", { className: "facts" }, make("a", { href: link, textContent: link, target: "_blank", rel: "noopener noreferrer" })) : [],
      list(thing.kind === "event" ? "Who says so, who denies it" : "What it says", told),
      list(thing.kind === "event" ? "How it is told" : "Where it is named", quotes),
      list("Date, means and figures", figures),
      list("Links", around.map((edge) => goAlong(edge, id))),
      text("h2", "", "Name in queries"), text("p", "facts", `<${thing.iri}>`));
  };
  const showLink = (id) => {
    const edge = edges.get(id);
    const link = data.links[id];
    fill(text("h3", "", `${data.things[edge.from].label} — ${link.relation} → ${data.things[edge.to].label}`),
      make("p", { className: "facts" }, statusWord(edge.status)),
      list("Who says so", link.sayings.map(sayingItem)),
      list("In which words", link.quotes.map(quoteItem)),
      list("Between", [goTo(edge.from), goTo(edge.to)]));
  };
  const showAll = () => {
    const events = data.things.map((thing, id) => ({ thing, id })).filter(({ thing, id }) => thing.kind === "event" && !nodes.get(id).hidden);
    events.sort((a, b) => (a.thing.date || "9").localeCompare(b.thing.date || "9", "en") || a.id - b.id);
    fill(text("p", "facts", "Click a node or an edge to read what it rests on. Events in order of time:"),
      make("ul", {}, ...events.map(({ thing, id }) => goTo(id, thing.status === "asserted" ? "" : thing.status))));
  };
  network.on("click", ({ nodes: [node], edges: [edge] }) => {
    if (node !== undefined) showThing(node);
    else if (edge !== undefined) showLink(edge);
    else showAll();
  });

  // --- tooltips

  const tip = at("tip");
  const showTip = (event, ...parts) => {
    tip.replaceChildren(...parts.flat());
    tip.hidden = false;
    const pointer = event && event.clientX !== undefined ? event : { clientX: 0, clientY: 0 };
    tip.style.left = `${Math.max(4, Math.min(pointer.clientX + 14, innerWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${Math.max(4, Math.min(pointer.clientY + 14, innerHeight - tip.offsetHeight - 8))}px`;
  };
  const tipQuotes = (sayings, quotes) => [
    ...sayings.slice(0, 2).map((number) => [text("p", data.sayings[number][2] === "denies" ? "no" : "", `${data.sayings[number][0]} (${data.sayings[number][1]}):`), quoted(data.sayings[number][3])]),
    ...quotes.slice(0, sayings.length ? 1 : 2).map((number) => [quoted(number), text("p", "from", articleLine(articleOf(data.quotes[number][0])))]),
  ].flat();
  network.on("hoverNode", ({ node, event }) => {
    const thing = data.things[node];
    showTip(event, text("strong", "", thing.label), text("p", "from", [thing.type, thing.status, thing.date].filter(Boolean).join(" · ")), tipQuotes(thing.sayings || [], thing.quotes || []));
  });
  network.on("hoverEdge", ({ edge, event }) => {
    const { relation, sayings, quotes } = data.links[edge];
    const { from, to, status } = edges.get(edge);
    showTip(event, text("strong", "", `${data.things[from].label} — ${relation} → ${data.things[to].label}`), text("p", "from", status), tipQuotes(sayings, quotes));
  });
  for (const name of ["blurNode", "blurEdge", "dragStart", "zoom", "click"]) network.on(name, () => { tip.hidden = true; });

  // --- filters

  const off = { type: new Set(), status: new Set() };
  const apply = () => {
    nodes.update(data.things.map((thing, id) => ({ id, hidden: off.type.has(`${thing.kind}/${thing.type}`) })));
    edges.update(data.edges.map((edge) => ({ id: edge.id, hidden: off.status.has(edge.status) })));
    count();
  };
  const count = () => {
    const seen = nodes.get({ filter: (node) => !node.hidden }).length;
    const rest = data.total > data.things.length ? ` The ${data.things.length} with most links are shown, ${data.total - data.things.length} are left out.` : "";
    at("counts").textContent = `${seen} of ${data.total} things, ${data.edges.length} links.${rest}`;
  };
  const box = (checked, label, onchange, symbol, n) => {
    const input = make("input", { type: "checkbox", checked, onchange: () => onchange(input.checked) });
    return { input, label: make("label", {}, input, symbol || "", make("span", {}, label, make("span", { className: "count", textContent: ` ${n}` }))) };
  };
  const set = (group, key, on) => (on ? off[group].delete(key) : off[group].add(key));
  for (const [kind, types] of data.kinds) {
    if (!types.length) continue;
    const inner = types.map(([type, n]) => ({ type, ...box(true, type, (on) => { set("type", `${kind}/${type}`, on); whole.input.checked = inner.some((one) => one.input.checked); apply(); }, null, n) }));
    for (const one of inner) one.input.dataset.type = one.type;
    const total = types.reduce((sum, [, n]) => sum + n, 0);
    const whole = box(true, NAMES[kind], (on) => { for (const one of inner) { one.input.checked = on; set("type", `${kind}/${one.type}`, on); } apply(); },
      drawing(SHAPES[kind], { fill: COLORS[kind], stroke: "currentColor" }), total);
    whole.input.dataset.kind = kind;
    const more = inner.length > 1 ? make("details", {}, make("summary", { textContent: `${inner.length} classes` }), ...inner.map((one) => one.label)) : "";
    at("filters").append(make("div", {}, whole.label, more));
  }
  at("filters").append(text("h2", "", "Links, by how they are told"));
  for (const [status, n] of data.statuses) {
    if (!n) continue;
    const one = box(true, status, (on) => { set("status", status, on); apply(); }, drawing("M0 8h16", { stroke: edgeColor(status), "stroke-width": 2.5, "stroke-dasharray": DASHES[status] }), n);
    one.input.dataset.status = status;
    at("filters").append(one.label);
  }

  // --- search

  const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  let index = null;
  const indexed = () => index || (index = data.things.map((thing) => ({
    label: plain(thing.label),
    rest: plain([thing.type, ...(thing.quotes || []).map((n) => (data.quotes[n][4] || data.sentences[data.quotes[n][1]] || ""))].join("\n")),
  })));
  const find = (wanted) => {
    const found = indexed().map((entry, id) => ({ id, rank: entry.label.startsWith(wanted) ? 0 : entry.label.includes(wanted) ? 1 : entry.rest.includes(wanted) ? 2 : 3 }));
    return found.filter(({ id, rank }) => rank < 3 && !nodes.get(id).hidden).sort((a, b) => a.rank - b.rank || a.id - b.id).map(({ id }) => id);
  };
  const search = () => {
    const wanted = plain(at("search").value.trim());
    if (!wanted) { network.unselectAll(); showAll(); return []; }
    const found = find(wanted);
    network.selectNodes(found, false);
    fill(text("h2", "", `${found.length} found`), make("ul", {}, ...found.slice(0, 50).map((id) => goTo(id, data.things[id].type))));
    return found;
  };
  at("search").addEventListener("input", search);
  at("search").addEventListener("keydown", (event) => {
    if (event.key === "Escape") { at("search").value = ""; search(); }
    if (event.key !== "Enter") return;
    const [first] = search();
    if (first !== undefined) { network.selectNodes([first]); focusOn([first]); showThing(first); }
  });

  if (innerHeight < 560) at("legend").open = false;
  count();
  showAll();
  window.__kg = { network, nodes, edges, data, showThing, showLink };
})();

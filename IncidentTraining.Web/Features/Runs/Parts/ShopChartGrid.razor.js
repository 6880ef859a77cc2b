// Draws the shop's charts with uPlot. New data is appended as it arrives. Drawing happens at most once per animation frame, and browsers
// run no animation frames in a hidden tab.
const grids = new WeakMap();
const height = 150;
const markColours = { action: "--accent", deploy: "--p2", alert: "--bad", resolved: "--good" };
let library;

function load(source) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement("script");
    script.src = `./${source}`;
    script.onload = () => resolve(globalThis.uPlot ?? uPlot);
    script.onerror = () => reject(new Error("The chart library could not be loaded."));
    document.head.append(script);
  });
  return library;
}

// The shop's clock in UTC.
const utc = (state, seconds, length) => new Date(Math.round(state.began + seconds * 1000)).toISOString().slice(11, 11 + length);
const colour = property => getComputedStyle(document.documentElement).getPropertyValue(property).trim();
const figure = value => value == null ? "–" : value >= 100 ? Math.round(value).toString() : value.toFixed(value % 1 === 0 ? 0 : 1);

export async function create(grid, source, layouts, names, server, began) {
  const uPlot = await load(source);
  const state = { grid, server, names, began, overlay: null, marks: [], seconds: [], lines: Object.fromEntries(names.map(name => [name, []])), plots: [], view: { last: 3600 }, at: null, waits: false, drags: false };
  for (const layout of layouts) {
    const area = grid.querySelector(`[data-chart="${layout.id}"] .chart-area`);
    state.plots.push({ layout, area, plot: build(uPlot, state, layout, area) });
  }
  state.legends = [...grid.querySelectorAll("[data-line]")];
  state.readout = grid.querySelector(".chart-readout");
  state.resize = new ResizeObserver(() => {
    for (const { area, plot } of state.plots) {
      if (area.clientWidth > 0 && area.clientWidth !== plot.width) plot.setSize({ width: area.clientWidth, height });
    }
  });
  state.resize.observe(grid);
  // Print uses its own colours and does not wait for an animation frame.
  state.themes = [matchMedia("(prefers-color-scheme: dark)"), matchMedia("print")];
  state.onTheme = () => state.plots.forEach(({ plot }) => plot.redraw(false));
  for (const theme of state.themes) theme.addEventListener("change", state.onTheme);
  grid.addEventListener("click", event => {
    const button = event.target.closest("[data-span]");
    if (button) choose(state, { last: Number(button.dataset.span) });
    // A click without dragging selects a moment.
    else if (event.target.closest(".u-over") && !state.drawn) point(state);
    state.drawn = false;
  });
  grid.querySelector(".charts").addEventListener("keydown", event => walk(state, event));
  // New seconds move the axis: a range that is being selected would move away under the pointer.
  grid.addEventListener("mousedown", event => { state.drags = event.button === 0 && event.target.closest(".u-over") !== null; }, true);
  state.onRelease = () => {
    if (!state.drags) return;
    state.drags = false;
    redraw(state);
  };
  addEventListener("mouseup", state.onRelease);
  grids.set(grid, state);
}

/** Adds data; existing data from its first second on is replaced. */
export function append(grid, first, count, values) {
  const state = grids.get(grid);
  const keep = state.seconds.length === 0 ? 0 : Math.max(0, Math.min(state.seconds.length, first - state.seconds[0]));
  state.seconds.length = keep;
  for (let i = 0; i < count; i++) state.seconds.push(first + i);
  state.names.forEach((name, place) => {
    const line = state.lines[name];
    line.length = keep;
    for (let i = 0; i < count; i++) line.push(values[place][i] ?? null);
  });
  redraw(state);
}

/** The time range shown on screen, in seconds. */
export function shownRange(grid) {
  return shown(grids.get(grid));
}

/**
 * Draws another day behind the run: `lines` contains, by name, one mean for every `step` seconds, starting at `first`. Without `lines`,
 * the other day is removed.
 */
export function overlay(grid, first, step, lines) {
  const state = grids.get(grid);
  state.overlay = lines ? { first, step, lines } : null;
  for (const button of grid.querySelectorAll("[data-overlay]")) button.setAttribute("aria-pressed", String(lines != null));
  for (const { layout, plot } of state.plots) layout.lines.forEach((line, place) => plot.setSeries(1 + layout.lines.length + place, { show: lines?.[line.name] != null }));
  redraw(state);
}

export function mark(grid, marks) {
  const state = grids.get(grid);
  state.marks = marks;
  redraw(state);
}

/** Shows a time range that was chosen elsewhere; null for the whole run. */
export function range(grid, from, to) {
  show(grids.get(grid), from == null ? { last: 0 } : { from, to });
}

export function dispose(grid) {
  const state = grids.get(grid);
  state?.resize.disconnect();
  if (state) removeEventListener("mouseup", state.onRelease);
  for (const theme of state?.themes ?? []) theme.removeEventListener("change", state.onTheme);
  state?.plots.forEach(({ plot }) => plot.destroy());
  grids.delete(grid);
}

function build(uPlot, state, layout, area) {
  const axis = {
    stroke: () => colour("--muted"), grid: { stroke: () => colour("--line"), width: 1 }, ticks: { stroke: () => colour("--line"), width: 1 },
    font: "12px system-ui, sans-serif",
  };
  return new uPlot({
    width: area.clientWidth, height, legend: { show: false },
    cursor: {
      y: false, sync: { key: "shop" }, drag: { x: true, y: false, setScale: false }, points: { size: 5 },
      bind: { dblclick: () => () => { choose(state, { last: 0 }); return null; } },
    },
    scales: {
      x: { time: false, range: () => shown(state) },
      y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(1, (high ?? 1) * 1.08)] },
    },
    axes: [{ ...axis, size: 28, space: 64, incrs: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600], splits: (plot, _, low, high, step) => wholeTimes(state, low, high, step), values: (_, ticks, __, ___, step) => ticks.map(tick => utc(state, tick, step >= 60 ? 5 : 8)) }, { ...axis, size: roomFor }],
    series: [
      {}, ...layout.lines.map(line => ({ label: line.label, stroke: () => colour(line.colour), width: 1.6, points: { show: false } })),
      ...layout.lines.map(line => ({ label: `${line.label} yesterday`, show: false, stroke: () => colour(line.colour), width: 1.4, dash: [2, 4], points: { show: false } })),
    ],
    hooks: { draw: [plot => drawMarks(state, plot)], setCursor: [plot => follow(state, plot)], setSelect: [plot => zoom(state, plot)] },
  }, [[], ...layout.lines.map(() => []), ...layout.lines.map(() => [])], area);
}

/** The width of the value axis in pixels: 48, or more if a label such as "10,000" needs it. */
function roomFor(_, labels) {
  return Math.max(48, 20 + 8 * Math.max(0, ...(labels ?? []).map(label => label?.length ?? 0)));
}

/** Tick positions of the time axis, at whole minutes or seconds of the shop's clock. */
function wholeTimes(state, low, high, step) {
  const shift = (state.began / 1000) % step;
  const times = [];
  for (let time = Math.ceil((low + shift) / step) * step - shift; time <= high; time += step) times.push(time);
  return times;
}

/** The other day's value at a second of the run; null if there is none. */
function yesterday(state, name, second) {
  const line = state.overlay?.lines[name];
  if (!line) return null;
  // Each mean belongs to the middle of its interval, and lines between means are straight.
  const place = (second - state.overlay.first) / state.overlay.step - 0.5;
  const [before, after] = [line[Math.max(0, Math.floor(place))], line[Math.min(line.length - 1, Math.floor(place) + 1)]];
  return place < -0.5 || place > line.length - 0.5 || before == null || after == null ? null : before + (after - before) * (place - Math.floor(place));
}

/** The time range that the charts show. */
function shown(state) {
  const first = state.seconds[0] ?? 0;
  const last = state.seconds[state.seconds.length - 1] ?? 1;
  if (state.view.from != null) return [state.view.from, state.view.to];
  return [state.view.last ? Math.max(first, last - state.view.last) : first, Math.max(last, first + 1)];
}

function show(state, view) {
  state.view = view;
  for (const button of state.grid.querySelectorAll("[data-span]")) {
    button.setAttribute("aria-pressed", String(view.from == null && Number(button.dataset.span) === view.last));
  }
  redraw(state);
}

function zoom(state, plot) {
  const { left, width } = plot.select;
  if (width < 4) return;
  const [from, to] = [plot.posToVal(left, "x"), plot.posToVal(left + width, "x")];
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
  state.drawn = true;
  if (to - from >= 2) choose(state, { from: Math.max(state.seconds[0] ?? 0, Math.floor(from)), to: Math.ceil(to) });
}

/** Here the reader chooses the range, and the other views follow it. */
function choose(state, view) {
  const was = state.view;
  // The charts' pointers are synchronised, so each of them reports the same range.
  if (was.from === view.from && was.to === view.to && was.last === view.last) return;
  show(state, view);
  if (state.server && (view.from != null || was.from != null)) state.server.invokeMethodAsync("RangedAsync", view.from ?? null, view.to ?? null);
}

function point(state) {
  const second = state.seconds[state.at];
  if (state.server && second != null) state.server.invokeMethodAsync("PointedAsync", second);
}

/** The pointer or the arrow keys are at a second: all legends show their values for it. */
function follow(state, plot) {
  const place = plot.cursor.idx ?? null;
  // When a chart scrolls away from under a resting pointer, the moment chosen by keyboard is kept; Escape clears it.
  if (place === state.at || (place == null && state.spoken)) return;
  state.at = place;
  tell(state);
}

function tell(state) {
  const place = state.at ?? state.seconds.length - 1;
  for (const legend of state.legends) legend.textContent = figure(state.lines[legend.dataset.line][place]) + behind(state, legend.dataset.line, place, figure);
  if (state.at == null) {
    state.readout.textContent = "";
    return;
  }
  const second = state.seconds[place];
  const [from, to] = shown(state);
  const near = state.marks.filter(mark => Math.abs(mark.at - second) <= Math.max(1, (to - from) / 80));
  // Someone who uses the keyboard may not be able to see the legends.
  const figures = state.spoken ? [
    `P95 ${figure(state.lines.latency_p95[place])} ms${behind(state, "latency_p95", place, figure)}`,
    `errors ${figure(state.lines.error_rate[place])} per second${behind(state, "error_rate", place, figure)}`,
    `requests ${figure(state.lines.request_rate[place])} per second${behind(state, "request_rate", place, figure)}`,
  ] : [];
  state.readout.textContent = [`At ${utc(state, second, 8)} UTC`, ...figures, ...near.map(mark => `${mark.kind} at ${utc(state, mark.at, 8)}: ${mark.label}`)].join(" · ");
}

function behind(state, name, place, words) {
  const value = yesterday(state, name, state.seconds[place]);
  return value == null ? "" : ` (yesterday ${words(value)})`;
}

function walk(state, event) {
  const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -60, PageDown: 60, Home: -Infinity, End: Infinity }[event.key];
  if (event.key === "Escape") {
    for (const { plot } of state.plots) plot.setCursor({ left: -10, top: -10 });
    state.at = null;
    state.spoken = false;
    tell(state);
  } else if (event.key === "Enter" && event.target === event.currentTarget) {
    event.preventDefault();
    point(state);
  } else if (step != null && state.seconds.length > 0) {
    event.preventDefault();
    const last = state.seconds.length - 1;
    const place = Math.max(0, Math.min(last, (state.at ?? last) + step));
    for (const { plot } of state.plots) plot.setCursor({ left: plot.valToPos(state.seconds[place], "x"), top: 10 });
    state.at = place;
    state.spoken = true;
    tell(state);
  }
}

function drawMarks(state, plot) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  for (const mark of state.marks) {
    const x = plot.valToPos(mark.at, "x", true);
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = colour(markColours[mark.kind]);
    ctx.setLineDash(mark.kind === "alert" ? [] : [4 * devicePixelRatio, 3 * devicePixelRatio]);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function redraw(state) {
  if (state.waits || state.drags) return;
  state.waits = true;
  requestAnimationFrame(() => {
    state.waits = false;
    if (state.drags) return;
    for (const { layout, area, plot } of state.plots) {
      const lines = layout.lines.map(line => state.lines[line.name]);
      // A shop from an older archive does not have these figures: an empty chart would look like zeros.
      area.parentElement.hidden = state.seconds.length > 0 && lines.every(line => line.every(value => value == null));
      if (area.clientWidth > 0 && area.clientWidth !== plot.width) plot.setSize({ width: area.clientWidth, height });
      plot.setData([state.seconds, ...lines, ...layout.lines.map(line => state.overlay ? state.seconds.map(second => yesterday(state, line.name, second)) : [])]);
    }
    tell(state);
  });
}

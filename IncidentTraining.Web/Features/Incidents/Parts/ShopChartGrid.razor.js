// Draws the shop's charts with uPlot. Stretches are appended as they come; drawing happens at most once a frame.
const grids = new WeakMap();
let library;

function load(source) {
  library ??= new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = `./${source}`;
    script.onload = () => resolve(globalThis.uPlot ?? uPlot);
    script.onerror = () => reject(new Error('The chart library could not be loaded.'));
    document.head.append(script);
  });
  return library;
}

const clock = seconds => `${Math.floor(seconds / 60)}:${String(Math.round(seconds) % 60).padStart(2, '0')}`;

function colour(property) {
  return getComputedStyle(document.documentElement).getPropertyValue(property).trim();
}

function drawMarks(state) {
  return plot => {
    const { ctx, bbox } = plot;
    ctx.save();
    ctx.lineWidth = devicePixelRatio;
    for (const mark of state.marks) {
      const x = plot.valToPos(mark.at, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      ctx.strokeStyle = colour({ action: '--accent', alert: '--bad', resolved: '--good' }[mark.kind]);
      ctx.setLineDash(mark.kind === 'alert' ? [] : [4 * devicePixelRatio, 3 * devicePixelRatio]);
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.restore();
  };
}

function build(uPlot, state, layout, area) {
  const axis = { stroke: colour('--muted'), grid: { stroke: colour('--line'), width: 1 }, ticks: { stroke: colour('--line'), width: 1 } };
  return new uPlot({
    width: area.clientWidth, height: 150, legend: { show: false }, cursor: { y: false, sync: { key: 'shop' } },
    scales: { x: { time: false }, y: { range: (_, low, high) => [Math.min(0, low ?? 0), Math.max(1, (high ?? 1) * 1.08)] } },
    axes: [
      { ...axis, size: 28, values: (_, ticks) => ticks.map(clock) },
      { ...axis, size: 52 },
    ],
    series: [{}, ...layout.lines.map(line => ({ label: line.label, stroke: colour(line.colour), width: 1.6, points: { show: false } }))],
    hooks: { draw: [drawMarks(state)] },
  }, [[], ...layout.lines.map(() => [])], area);
}

export async function create(grid, source, layouts) {
  const uPlot = await load(source);
  const state = { marks: [], seconds: [], lines: {}, plots: [], waits: false };
  for (const layout of layouts) {
    const area = grid.querySelector(`[data-chart="${layout.id}"] .chart-area`);
    state.plots.push({ layout, area, plot: build(uPlot, state, layout, area) });
  }
  state.resize = new ResizeObserver(() => {
    for (const { area, plot } of state.plots) {
      if (area.clientWidth > 0 && area.clientWidth !== plot.width) plot.setSize({ width: area.clientWidth, height: 150 });
    }
  });
  state.resize.observe(grid);
  grids.set(grid, state);
}

export function append(grid, first, lines) {
  const state = grids.get(grid);
  const count = Object.values(lines)[0].length;
  for (let i = 0; i < count; i++) state.seconds.push(first + i);
  for (const [name, values] of Object.entries(lines)) (state.lines[name] ??= []).push(...values);
  redraw(state);
}

export function mark(grid, marks) {
  const state = grids.get(grid);
  state.marks = marks;
  redraw(state);
}

export function dispose(grid) {
  const state = grids.get(grid);
  state?.resize.disconnect();
  state?.plots.forEach(({ plot }) => plot.destroy());
  grids.delete(grid);
}

function redraw(state) {
  if (state.waits) return;
  state.waits = true;
  requestAnimationFrame(() => {
    state.waits = false;
    for (const { layout, plot } of state.plots) {
      plot.setData([state.seconds, ...layout.lines.map(line => state.lines[line.name] ?? [])]);
    }
  });
}

/** Runs in the report itself: one uPlot per chart, as wide as its place, redrawn for paper. */
export const PAGE_SCRIPT = `
const charts = JSON.parse(document.getElementById('charts').textContent);
const clock = (minute) => String(Math.floor(minute / 60)).padStart(2, '0') + ':' + String(minute % 60).padStart(2, '0');
const percent = (share) => Math.round(share * 100) + ' %';
const plain = (value) => String(Math.round(value * 100) / 100);

function optionsOf(chart, width) {
  const showY = chart.y.percent ? percent : plain;
  const showX = chart.x.kind === 'minute' ? clock : plain;
  const shown = (show) => (_, value) => (value == null ? '–' : show(value));
  const series = chart.series.map((one) => ({
    label: one.label, stroke: one.colour, width: 2, dash: one.dashed ? [6, 4] : undefined,
    fill: chart.bars ? one.colour + '99' : undefined, value: shown(showY), points: { show: !chart.bars && !chart.steps && !one.dashed && chart.data[0].length < 20 },
    paths: chart.bars ? uPlot.paths.bars({ size: [0.7, 60] }) : chart.steps ? uPlot.paths.stepped({ align: 1 }) : undefined, spanGaps: true,
  }));
  const axis = (label, show, size) => ({ label, size, labelSize: 20, labelGap: 2, font: '12px system-ui', labelFont: '12px system-ui',
    stroke: '#374151', grid: { stroke: '#e5e7eb' }, values: (_, ticks) => ticks.map((tick) => (tick == null ? '' : show(tick))) });
  const steps = { incrs: chart.x.kind === 'minute' ? [60, 120, 180, 240, 360] : [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000] };
  return {
    width, height: Math.round(Math.min(280, Math.max(200, width * 0.45))),
    scales: { x: { time: false, range: rangeOf(chart) }, y: { range: (_, low, high) => [0, chart.y.percent ? 1 : Math.max(high * 1.1, 0.1)] } },
    axes: [{ ...axis(chart.x.label, showX, 40), ...steps }, axis(chart.y.label, showY, 56)],
    series: [{ label: chart.x.label, value: shown(showX) }, ...series],
    cursor: { drag: { x: false, y: false } },
  };
}

function rangeOf(chart) {
  if (chart.x.kind === 'minute') return [0, 1440];
  const [xs] = chart.data;
  const pad = chart.bars ? 0.6 : 0;
  return xs.length < 2 && !chart.bars ? [xs[0] - 1, xs[0] + 1] : [xs[0] - pad, xs[xs.length - 1] + pad];
}

let drawn = [];
function draw(width) {
  for (const plot of drawn) plot.destroy();
  drawn = charts.map((chart) => {
    const place = document.getElementById('chart-' + chart.id);
    return new uPlot(optionsOf(chart, width ?? place.clientWidth), chart.data, place);
  });
}
draw();
let waiting = 0;
addEventListener('resize', () => { cancelAnimationFrame(waiting); waiting = requestAnimationFrame(() => draw()); });
addEventListener('beforeprint', () => draw(640));
addEventListener('afterprint', () => draw());
`;

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { SimulateOptions } from '../options';
import type { Simulation } from '../simulate';
import type { Sweep } from '../sweep';
import { expect, type Theory } from '../theory/expect';
import { chartsOf } from './charts';
import { describe } from './describe';
import { PAGE_SCRIPT } from './page-script';
import { STYLE } from './style';
import { byHour, figuresOf, type Figure } from './tables';

export interface ReportParts {
  options: SimulateOptions;
  simulation: Simulation;
  /** null: no sweep was made. */
  sweep: Sweep | null;
}

/** The report as one HTML file that needs nothing else. */
export function renderReport({ options, simulation, sweep }: ReportParts): string {
  const charts = chartsOf(simulation, sweep, options);
  const places = charts.map(
    ({ id, title, caption }) => `<section><h2>${title}</h2><p>${caption}</p><div id="chart-${id}" role="img" aria-label="${title}. ${caption}"></div></section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simulated working days</title><style>${asset('uplot/dist/uPlot.min.css')}${STYLE}</style></head>
<body><main>
<h1>Simulated working days</h1>
<p>${escape(describe(options))}</p>
<dl class="figures">${figuresOf(simulation, options).map(renderFigure).join('')}</dl>
${renderVerdict(options, sweep)}${renderTheory(expect(options))}
<div class="charts">${places.join('\n')}</div>
<h2>By hour</h2><div class="scroll">${renderTable(byHour(simulation, options))}</div>
</main>
<script type="application/json" id="charts">${JSON.stringify(charts).replaceAll('<', '\\u003c')}</script>
<script>${asset('uplot/dist/uPlot.iife.min.js')}</script><script>${PAGE_SCRIPT}</script>
</body></html>
`;
}

function renderFigure({ name, value, note }: Figure): string {
  return `<div><dt>${name}</dt><dd>${value}</dd>${note ? `<small>${note}</small>` : ''}</div>`;
}

function renderVerdict({ target }: SimulateOptions, sweep: Sweep | null): string {
  if (!sweep) return '';
  const goal = `${Math.round(target.share * 100)} % of calls within ${target.seconds} s`;
  const answer = sweep.least === null
    ? `None of the numbers tried meets ${goal}.`
    : `<strong>${sweep.least} operators</strong> are the least that meet ${goal}.`;
  return `<p class="verdict">${answer}</p>`;
}

function renderTheory(theory: Theory | null): string {
  if (!theory) return '';
  const differences = theory.differences.length === 0 ? '' : ` The run differs from the model: ${theory.differences.join('; ')}.`;
  return `<p>${theory.model} expects a mean wait of ${theory.meanWait.toFixed(1)} s, ${(theory.abandonProbability * 100).toFixed(1)} % given up, occupancy ${(theory.occupancy * 100).toFixed(1)} %.${differences}</p>`;
}

function renderTable([head = [], ...rows]: readonly string[][]): string {
  const cells = (row: readonly string[], tag: 'th' | 'td') => `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<table><thead>${cells(head, 'th')}</thead><tbody>${rows.map((row) => cells(row, 'td')).join('')}</tbody></table>`;
}

function asset(name: string): string {
  return readFileSync(createRequire(import.meta.url).resolve(name), 'utf8');
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

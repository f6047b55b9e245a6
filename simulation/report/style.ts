/** The report's own style; on paper a chart is never torn apart. */
export const STYLE = `
:root { color-scheme: light; font: 15px/1.5 system-ui, sans-serif; color: #111827; background: #fff; }
body { margin: 0 auto; padding: 24px 16px 48px; max-width: 1180px; }
h1 { font-size: 26px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 17px; margin: 0 0 2px; }
.scroll { overflow-x: auto; margin-bottom: 32px; }
p { margin: 0 0 8px; color: #374151; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(140px, 1fr)); gap: 12px; margin: 20px 0; }
.figures div { border: 1px solid #e5e7eb; border-radius: 8px; padding: 10px 12px; }
.figures dt { font-size: 13px; color: #4b5563; }
.figures dd { margin: 0; font-size: 22px; font-variant-numeric: tabular-nums; }
.figures small { font-size: 12px; color: #4b5563; }
.charts + h2 { margin-top: 36px; }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 28px 24px; margin-top: 24px; }
.charts section { min-width: 0; }
.u-legend { font-size: 13px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: right; padding: 4px 10px; border-bottom: 1px solid #e5e7eb; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; }
.verdict { border-left: 4px solid #1f5fbf; padding: 8px 14px; background: #f3f6fb; margin: 16px 0; }
@media print { .u-legend tr:first-child, .u-legend .u-value { display: none; } .u-inline.u-live th::after { content: ''; } body { max-width: none; padding: 0; } section, .figures div, tr { break-inside: avoid; } .charts { display: block; } .charts section { margin-bottom: 20px; } }
`;

/// The page's style sheet.
enum PageStyle {
  /// Without `<`, `&` and quotes that XML would mind.
  static let text = """
    :root {
      --ink: \(Palette.ink.hex); --muted: \(Palette.mutedInk.hex); --rule: \(Palette.rule.hex);
      --panel: \(Palette.panel.hex); --accent: \(Palette.accent.hex); --mark: \(Palette.highlight.hex);
    }
    * { box-sizing: border-box; }
    html { color-scheme: light; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body {
      margin: 0 auto; max-width: 1180px; padding: 0 28px 48px; background: \(Palette.paper.hex);
      color: var(--ink); font: 15px/1.6 \(TextMetrics.fonts); font-variant-numeric: tabular-nums;
    }
    header {
      border-top: 6px solid var(--accent); padding: 26px 0 14px; border-bottom: 1px solid var(--rule);
    }
    h1 { margin: 0; font-size: 28px; line-height: 1.3; letter-spacing: .01em; text-wrap: balance; }
    h2 { margin: 0 0 10px; font-size: 19px; line-height: 1.35; }
    h2::before {
      content: ""; display: inline-block; width: 4px; height: .95em; margin-right: 10px;
      border-left: 4px solid var(--accent); vertical-align: -.1em;
    }
    h3 { margin: 0 0 6px; font-size: 13px; }
    p { margin: 0 0 12px; max-width: 46em; }
    .subtitle { margin: 6px 0 0; color: var(--muted); }
    a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 3px; }
    a:focus-visible, button:focus-visible, .table:focus-visible {
      outline: 2px solid var(--mark); outline-offset: 2px;
    }
    section { padding-top: 34px; }
    nav { display: flex; flex-wrap: wrap; gap: 4px 20px; padding: 14px 0 0; font-size: 14px; }
    .patterns { position: absolute; }
    .figures {
      display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 14px; margin: 22px 0 0;
    }
    .figures > div {
      background: var(--panel); border: 1px solid var(--rule); border-radius: 4px; padding: 12px 16px 13px;
    }
    .figures dt { font-size: 14px; color: var(--muted); }
    .figures dd { margin: 0; }
    .figures .value { font-size: 29px; line-height: 1.3; font-weight: 600; }
    .figures .bar-line { line-height: 0; }
    .figures .bar { width: 100%; height: 6px; margin: 2px 0 5px; }
    .figures .definition { font-size: 12.5px; line-height: 1.45; color: var(--muted); text-wrap: balance; }
    figure { margin: 14px 0 20px; }
    figcaption { margin-bottom: 8px; font-weight: 600; }
    .map-and-legend { display: flex; gap: 22px; align-items: flex-start; }
    .map-window { position: relative; flex: 1 1 auto; min-width: 0; }
    .map-window > svg { display: block; width: 100%; height: auto; overflow: visible; font-family: inherit; }
    .ground { --k: 1; }
    .thin > * { vector-effect: non-scaling-stroke; }
    .ground text, .mark > *, .is-mark { transform-box: fill-box; transform-origin: center; scale: var(--k); }
    .ground text { pointer-events: none; font-weight: 500; }
    .ground [id] { cursor: pointer; }
    .ground :target, .ground .picked {
      stroke: var(--mark); stroke-width: 3.5px; stroke-dasharray: none; stroke-opacity: 1;
      vector-effect: non-scaling-stroke;
    }
    .ground .picked { fill: none; pointer-events: none; }
    .is-live .ground { cursor: grab; }
    .is-live.is-dragged .ground { cursor: grabbing; }
    .zoom { position: absolute; top: 10px; left: 10px; display: flex; flex-direction: column; }
    .zoom[hidden] { display: none; }
    .zoom button {
      width: 34px; height: 34px; padding: 0; margin-bottom: -1px; border: 1px solid var(--muted);
      background: \(Palette.paper.hex); color: var(--ink); font: 18px/1 \(TextMetrics.fonts); cursor: pointer;
    }
    .zoom button:hover { background: var(--panel); }
    .legend { flex: 0 0 196px; font-size: 13px; line-height: 1.4; }
    .legend > div + div { margin-top: 16px; }
    .legend ul { list-style: none; margin: 0; padding: 0; }
    .legend li { display: flex; gap: 8px; align-items: flex-start; margin: 3px 0; }
    .swatch { flex: none; margin-top: 2px; }
    td .swatch { margin: 0 7px 0 0; vertical-align: -2px; }
    .table { overflow: auto; max-height: 34em; margin: 0 0 18px; }
    table { border-collapse: collapse; width: 100%; font-size: 13.5px; line-height: 1.45; }
    caption { text-align: left; font-weight: 600; padding: 4px 0 8px; }
    th, td {
      padding: 6px 10px; text-align: left; vertical-align: baseline; border-bottom: 1px solid var(--rule);
    }
    th {
      position: sticky; top: 0; z-index: 1; background: var(--panel); font-weight: 600; white-space: nowrap;
      border-bottom-color: var(--muted);
    }
    .number { text-align: right; white-space: nowrap; }
    td .bar { width: 64px; height: 8px; margin-right: 9px; vertical-align: 0; }
    .share { display: inline-block; min-width: 4.1em; }
    tr[data-target] { cursor: pointer; }
    tbody tr:hover { background: var(--panel); }
    tr.is-picked, tr.is-picked:hover { background: #fbe9f0; box-shadow: inset 3px 0 0 var(--mark); }
    .notes { margin: 0 0 12px; padding-left: 1.2em; font-size: 13px; color: var(--muted); }
    footer { margin-top: 34px; padding-top: 18px; border-top: 1px solid var(--rule); }
    footer h2 { font-size: 15px; }
    @media (max-width: 820px) {
      body { padding: 0 16px 32px; }
      h1 { font-size: 23px; }
      .map-and-legend { display: block; }
      .legend {
        display: grid; grid-template-columns: repeat(auto-fill, minmax(170px, 1fr)); gap: 12px 18px;
        margin-top: 12px;
      }
      .legend > div + div { margin-top: 0; }
      .figures { grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 10px; }
      .figures .value { font-size: 24px; }
      table { min-width: 620px; }
    }
    @media (max-width: 560px) {
      .scale-bar text, .map-note, .north { transform-box: fill-box; transform-origin: center; scale: 1.5; }
      .scale-bar text { transform-origin: center bottom; }
      .map-note { transform-origin: right center; }
    }
    @page { size: A4; margin: 14mm 13mm 15mm; }
    @media print {
      html { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
      body { max-width: none; padding: 0; font-size: 10pt; }
      header { padding-top: 12px; border-top-width: 4px; }
      h1 { font-size: 18pt; }
      h2 { font-size: 13pt; }
      nav, .zoom { display: none; }
      .figures { grid-template-columns: repeat(auto-fit, minmax(40mm, 1fr)); gap: 6px; margin-top: 12px; }
      .figures > div { padding: 7px 10px 8px; }
      .figures dt, .figures .definition { font-size: 8pt; }
      .figures .value { font-size: 17pt; }
      .figures > div, figure, tr, li { break-inside: avoid; }
      section { padding-top: 16px; }
      section.sheet { break-before: page; }
      header { padding-bottom: 8px; }
      p, .subtitle { max-width: none; }
      h2, h3, caption, figcaption { break-after: avoid; }
      .map-and-legend { display: block; }
      .map-window > svg { max-height: 142mm; }
      .legend {
        display: grid; grid-template-columns: repeat(4, 1fr); gap: 10px 14px; margin-top: 8px;
        font-size: 8.5pt;
      }
      .legend > div + div { margin-top: 0; }
      .table { overflow: visible; max-height: none; }
      table { font-size: 8.5pt; }
      thead { display: table-header-group; }
      th { position: static; }
      th, td { padding: 3px 6px; }
      section.sheet .map-and-legend { display: flex; gap: 8mm; }
      section.sheet .map-window > svg { max-height: 96mm; }
      section.sheet .legend { display: block; flex: 0 0 40mm; }
      section.sheet .legend > div + div { margin-top: 4mm; }
      section.sheet th, section.sheet td { padding: 2px 6px; }
      tbody tr:first-child { break-before: avoid; }
      a { text-decoration: none; }
    }

    """
}

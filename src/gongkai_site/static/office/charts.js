// Draws each chart of the page from the table that stands in it (templates/office/chart.html) with ECharts, as SVG:
// lines that print sharp, patterns beside colours, every figure written at its bar. No words of its own.
(function () {
  "use strict";
  const style = getComputedStyle(document.documentElement);
  function colour(name) { return style.getPropertyValue(name).trim(); }
  const ink = colour("--bs-body-color"), quiet = colour("--bs-border-color");
  const series = [colour("--office-chart-1"), colour("--office-chart-2"), colour("--office-chart-3")];
  const font = getComputedStyle(document.body).fontFamily;

  // The first series striped, the second plain: told apart in print and by the colour-blind.
  const PATTERNS = [
    { color: "rgba(255, 255, 255, .55)", dashArrayX: [1, 0], dashArrayY: [3, 4], rotation: -Math.PI / 4 },
    { symbol: "none" }
  ];

  function texts(cells) { return Array.prototype.map.call(cells, function (cell) { return cell.textContent.trim(); }); }

  function readTable(figure) {
    const table = figure.querySelector("table");
    return {
      kind: figure.dataset.chart,
      mark: figure.dataset.mark,
      markName: figure.dataset.markName,
      heads: texts(table.tHead.rows[0].cells),
      rows: Array.prototype.map.call(table.tBodies[0].rows, function (row) { return texts(row.cells); })
    };
  }

  function figureOf(text) { return /^-?\d+$/.test(text) ? Number(text) : null; }

  function labelled(kind) {
    return { show: true, position: kind === "rows" ? "right" : "top", color: ink, fontSize: 11, distance: 2,
      // A zero at every empty bar only hides the figures that are there.
      formatter: function (point) { return point.value ? String(point.value) : ""; } };
  }

  function bars(read) {
    const labels = { type: "category", data: read.rows.map(function (row) { return row[0]; }),
      axisLabel: { color: ink, fontSize: 11, interval: 0 }, axisTick: { show: false }, axisLine: { lineStyle: { color: quiet } },
      inverse: read.kind === "rows" };
    const figures = { type: "value", minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } };
    return {
      xAxis: read.kind === "rows" ? figures : labels,
      yAxis: read.kind === "rows" ? labels : figures,
      series: read.heads.slice(1).map(function (name, index) {
        return { name: name, type: "bar", barMaxWidth: 18, label: labelled(read.kind), itemStyle: { color: series[index] },
          data: read.rows.map(function (row) { return figureOf(row[index + 1]); }) };
      })
    };
  }

  function steps(read) {
    const marks = ["solid", "dashed", "dotted"], shapes = ["circle", "none", "diamond"];
    return {
      xAxis: { type: "time", axisLabel: { color: ink, fontSize: 11, formatter: "{MM}-{dd}", hideOverlap: true },
        axisLine: { lineStyle: { color: quiet } }, splitLine: { show: false },
        max: function (range) { return Math.max(range.max, read.mark ? Date.parse(read.mark) : 0); } },
      yAxis: { type: "value", minInterval: 1, axisLabel: { color: ink, fontSize: 11 }, splitLine: { lineStyle: { color: quiet } } },
      series: read.heads.slice(1).map(function (name, index) {
        const points = read.rows.map(function (row) { return [row[0], figureOf(row[index + 1])]; })
          .filter(function (point) { return point[1] !== null; });
        return { name: name, type: "line", step: "end", data: points, symbol: shapes[index], symbolSize: 6,
          itemStyle: { color: series[index] }, lineStyle: { color: series[index], width: 2, type: marks[index] },
          endLabel: { show: true, color: ink, fontSize: 11, formatter: function (point) { return String(point.value[1]); } },
          markLine: index === 0 && read.mark ? { symbol: "none", silent: true, animation: false,
            lineStyle: { color: ink, type: "dashed" }, label: { color: ink, fontSize: 11, formatter: read.markName },
            data: [{ xAxis: read.mark }] } : undefined };
      })
    };
  }

  function draw(figure) {
    const shown = readTable(figure), place = figure.querySelector(".office-drawing");
    const options = shown.kind === "steps" ? steps(shown) : bars(shown);
    place.hidden = false;
    figure.classList.add("office-chart-" + shown.kind);
    options.animation = false;
    options.textStyle = { fontFamily: font };
    options.legend = { top: 0, left: 0, itemWidth: 20, itemHeight: 12, textStyle: { color: ink, fontSize: 11 } };
    options.grid = { left: 2, right: shown.kind === "bars" ? 2 : 30, top: shown.kind === "rows" ? 22 : 40, bottom: 2, containLabel: true };
    options.aria = { enabled: true, label: { enabled: false }, decal: { show: shown.kind !== "steps", decals: PATTERNS } };
    const height = shown.kind === "rows" ? 30 + shown.rows.length * 26 : 170;
    const chart = window.echarts.init(place, null, { renderer: "svg", height: height });
    chart.setOption(options);
    figure.querySelector("details").open = false;
    new ResizeObserver(function () { chart.resize({ height: height }); }).observe(figure);
  }

  if (window.echarts && window.ResizeObserver) {
    Array.prototype.forEach.call(document.querySelectorAll("[data-chart]"), draw);
  }
}());

const INK = '#1c2733';
const QUIET = '#4a5865';
export const BANDS = {
  SHORT: { symbol: 'triangle', color: '#a8330f' },
  BALANCED: { symbol: 'circle', color: '#4a5865' },
  SURPLUS: { symbol: 'rect', color: '#0b5394' }
};
const LINES = ['#0b5394', '#a8330f'];
const ANIMATED = !matchMedia('(prefers-reduced-motion: reduce)').matches;
const KM_PER_DEGREE = 111.32;
const TEXT = { color: INK, fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif' };

/** Tooltips are drawn, not written as markup: the page's policy lets no style through that stands in markup. */
const TOOLTIP = { renderMode: 'richText', confine: true, textStyle: { color: INK } };

export function chart(element) {
  const drawn = echarts.init(element, null, { renderer: 'canvas' });
  new ResizeObserver(() => drawn.resize()).observe(element);
  return drawn;
}

function base(summary, drawn) {
  drawn.getDom().setAttribute('aria-label', summary);
  return { animation: ANIMATED, textStyle: TEXT };
}

const longitude = point => point[0];
const latitude = point => point[1];

/** A window on the plane in which a kilometre is as long to the east as to the north. */
function plane(points, width, height) {
  const east = points.map(longitude);
  const north = points.map(latitude);
  const middle = [(Math.min(...east) + Math.max(...east)) / 2, (Math.min(...north) + Math.max(...north)) / 2];
  const shrink = Math.cos(middle[1] * Math.PI / 180);
  const perPixel = 1.12 * Math.max((Math.max(...east) - Math.min(...east)) * shrink / width,
    (Math.max(...north) - Math.min(...north)) / height, 0.0001 / width);
  const x = perPixel * width / shrink / 2;
  const y = perPixel * height / 2;
  return { x: [middle[0] - x, middle[0] + x], y: [middle[1] - y, middle[1] + y] };
}

export function kilometres(from, to) {
  const middle = (from.latitude + to.latitude) / 2 * Math.PI / 180;
  return KM_PER_DEGREE * Math.hypot((to.longitude - from.longitude) * Math.cos(middle), to.latitude - from.latitude);
}

/**
 * Bubbles where the communities are, and an arrow for each unit that supports one.
 *
 * @param communities with `point` [longitude, latitude]
 */
export function drawPlaces(drawn, words, communities, arrows, chosen, summary) {
  const margin = { left: 12, right: 12, top: 12, bottom: 12 };
  const ends = arrows.flatMap(arrow => [[arrow.from.longitude, arrow.from.latitude], [arrow.to.longitude, arrow.to.latitude]]);
  const points = [...communities.map(one => one.point), ...ends];
  const seen = plane(points.length === 0 ? [[0, 0]] : points, drawn.getWidth() - 24, drawn.getHeight() - 24);
  const most = Math.max(1, ...communities.map(one => one.registeredMembers));
  const axis = range => ({ type: 'value', min: range[0], max: range[1], show: false });
  drawn.setOption({
    ...base(summary, drawn),
    grid: margin,
    xAxis: axis(seen.x),
    yAxis: axis(seen.y),
    tooltip: { ...TOOLTIP, formatter: item => item.data.told },
    series: [{
      type: 'scatter',
      data: communities.map(one => ({
        id: one.communityId,
        value: one.point,
        symbol: BANDS[one.band]?.symbol ?? 'diamond',
        symbolSize: 10 + 30 * Math.sqrt(one.registeredMembers / most),
        itemStyle: {
          color: BANDS[one.band]?.color ?? QUIET, opacity: 0.85,
          borderColor: one.communityId === chosen ? INK : '#ffffff', borderWidth: one.communityId === chosen ? 4 : 1
        },
        name: one.name,
        told: `${one.name}\n${words.named('band', one.band)}\n${words.say('registeredMembers')} ${words.number(one.registeredMembers)}`
          + `\n${words.say('openPlaces')} ${words.number(one.openPlaces)}\n${words.say('fillRate')} ${words.percent(one.fillRate)}`
      })),
      label: {
        show: drawn.getWidth() > 600, formatter: item => item.data.name.replace(/(社区)?(居民委员会|居委会|村委会)$/, ''),
        position: 'bottom', color: INK, fontSize: 12, textBorderColor: '#ffffff', textBorderWidth: 3
      },
      labelLayout: { hideOverlap: true }
    }, {
      type: 'lines',
      coordinateSystem: 'cartesian2d',
      data: arrows.map(arrow => ({
        coords: [[arrow.from.longitude, arrow.from.latitude], [arrow.to.longitude, arrow.to.latitude]],
        lineStyle: { width: 1 + Math.min(5, arrow.places / 4), type: arrow.status === 'PROPOSED' ? 'dashed' : 'solid' },
        told: `${words.say('support')}\n${arrow.communityName}\n${words.say('places_')} ${words.number(arrow.places)}`
      })),
      lineStyle: { color: BANDS.SURPLUS.color, opacity: 0.8, curveness: 0.15 },
      symbol: ['none', 'arrow'],
      symbolSize: 10,
      z: 3
    }]
  }, true);
}

/**
 * @param lines of `{name, values}`, a value a date
 * @param scale how values read, and whether all of them are whole
 */
export function drawTrend(drawn, dates, lines, { format, whole }, summary) {
  drawn.setOption({
    ...base(summary, drawn),
    grid: { left: 8, right: 16, top: 40, bottom: 8, containLabel: true },
    legend: { top: 0, left: 0, textStyle: { color: INK } },
    tooltip: { ...TOOLTIP, trigger: 'axis', valueFormatter: format },
    xAxis: { type: 'category', data: dates, axisLabel: { color: QUIET } },
    yAxis: { type: 'value', minInterval: whole ? 1 : 0, axisLabel: { color: QUIET, formatter: format } },
    series: lines.map((line, i) => ({
      type: 'line', name: line.name, data: line.values, color: LINES[i % LINES.length], symbol: i === 0 ? 'circle' : 'triangle',
      lineStyle: { width: 2, type: i === 0 ? 'solid' : 'dashed' }, showSymbol: dates.length < 40
    }))
  }, true);
}

export function drawCounts(drawn, names, counts, summary) {
  drawn.setOption({
    ...base(summary, drawn),
    grid: { left: 8, right: 32, top: 8, bottom: 8, containLabel: true },
    tooltip: { ...TOOLTIP },
    xAxis: { type: 'value', minInterval: 1, axisLabel: { color: QUIET } },
    yAxis: { type: 'category', data: names, inverse: true, axisLabel: { color: INK } },
    series: [{ type: 'bar', data: counts, color: LINES[0], barMaxWidth: 28, label: { show: true, position: 'right', color: INK } }]
  }, true);
}

import { Words } from './texts.js';
import { Api, Refusal } from './api.js';
import { chart, drawCounts, drawPlaces, drawTrend, kilometres } from './charts.js';

const FIGURES = {
  service: [['verifiedMinutes']],
  fill: [['fillRate']],
  people: [['registeredMembers'], ['activeMembers']],
  places: [['openPlaces'], ['claimedPlaces']],
  findings: [['openFindings'], ['overdueFindings']]
};
const PERIODS = [30, 90, 365];
const AGAIN_MS = 60000;
const DAY_MS = 86400000;

const at = id => document.getElementById(id);
const words = new Words();
const api = new Api();

/** What was read last; a part that was never had is undefined. */
const known = { communities: undefined, summary: undefined, arrows: undefined, counts: undefined, history: undefined };
const chosen = { community: '', scope: '', figure: 'service', days: 30 };
let charts;
let shownStatus = () => '';

function status(said) {
  shownStatus = said;
  at('status').textContent = said();
}

function fault(part, refusal) {
  const place = at(`${part}-fault`);
  place.hidden = refusal === undefined;
  place.textContent = refusal === undefined ? '' : told(refusal);
}

function told(refusal) {
  return refusal.message || words.say(refusal.status === 0 ? 'offline' : 'failed');
}

function element(name, text, numeric) {
  const made = document.createElement(name);
  made.textContent = text;
  if (numeric) {
    made.className = 'number';
  }
  return made;
}

/** @param columns of `{name, of, numeric}`, the first naming the row */
function table(id, caption, columns, rows) {
  const head = element('tr', '');
  columns.forEach(column => {
    const cell = element('th', column.name, column.numeric);
    cell.scope = 'col';
    head.append(cell);
  });
  const body = document.createElement('tbody');
  rows.forEach(row => {
    const line = element('tr', '');
    columns.forEach((column, i) => {
      const cell = element(i === 0 ? 'th' : 'td', column.of(row), column.numeric);
      if (i === 0) {
        cell.scope = 'row';
      }
      line.append(cell);
    });
    body.append(line);
  });
  const top = document.createElement('thead');
  top.append(head);
  at(id).replaceChildren(element('caption', rows.length === 0 ? words.say('nothing') : caption), top, body);
}

function options(id, entries, value) {
  const list = at(id);
  list.replaceChildren(...entries.map(([key, name]) => {
    const option = element('option', name);
    option.value = key;
    return option;
  }));
  list.value = value;
}

const count = key => ({ name: words.say(key), of: row => words.number(row[key], 2), numeric: true });

function showPlaces() {
  const all = known.communities ?? [];
  const located = all.filter(one => one.point);
  const arrows = (known.arrows ?? []).filter(arrow => arrow.from && arrow.to);
  const band = code => all.filter(one => one.band === code).length;
  const missing = all.length - located.length;
  const summary = words.say('placesSummary', all.length, band('SHORT'), band('BALANCED'), band('SURPLUS'), arrows.length)
    + (missing === 0 ? '' : ` ${words.say('unlocated', missing)}`);
  drawPlaces(charts.places, words, located, arrows, chosen.community, summary);
  const byLoad = [...all].sort((a, b) => b.load - a.load);
  table('places-table', summary, [
    { name: words.say('community'), of: row => row.name },
    { name: words.say('band'), of: row => words.named('band', row.band) },
    count('load'), count('registeredMembers'), count('activeMembers'), count('openPlaces'), count('claimedPlaces'),
    { name: words.say('fillRate'), of: row => words.percent(row.fillRate), numeric: true },
    count('verifiedMinutes'), count('inspectionScore'), count('openFindings')
  ], byLoad);
  options('community', all.map(one => [one.communityId, one.name]), chosen.community);
  showCommunity();
}

function showCommunity() {
  const one = (known.communities ?? []).find(each => each.communityId === chosen.community);
  const figures = one === undefined ? [] : [
    [words.say('band'), words.named('band', one.band)],
    [words.say('load'), words.number(one.load, 2)],
    [words.say('fillRate'), words.percent(one.fillRate)],
    ...['registeredMembers', 'activeMembers', 'openPlaces', 'claimedPlaces', 'verifiedMinutes', 'inspectionScore', 'openFindings']
      .map(key => [words.say(key), words.number(one[key])])
  ];
  at('community-figures').replaceChildren(...figures.map(([name, value]) => {
    const pair = document.createElement('div');
    pair.append(element('dt', name), element('dd', value));
    return pair;
  }));
}

function showTrend() {
  const scopes = [['', words.say('district')],
    ...(known.summary?.subdistricts ?? []).map(one => [`subdistrictCode=${one.subdistrictCode}`, one.subdistrictName]),
    ...(known.communities ?? []).map(one => [`communityId=${one.communityId}`, one.name])];
  options('scope', scopes, chosen.scope);
  options('figure', Object.keys(FIGURES).map(key => [key, words.say(`figure.${key}`)]), chosen.figure);
  options('days', PERIODS.map(days => [String(days), words.say('days', days)]), String(chosen.days));
  const rows = known.history ?? [];
  const lines = FIGURES[chosen.figure].map(([key]) => ({ name: words.say(key), values: rows.map(row => row[key]) }));
  const whole = chosen.figure !== 'fill';
  const format = value => whole ? words.number(value) : words.percent(value);
  const scope = at('scope').selectedOptions[0]?.textContent ?? '';
  const summary = rows.length === 0 ? words.say('nothing')
    : words.say('trendSummary', scope, words.say(`figure.${chosen.figure}`), rows[0].date, rows.at(-1).date, rows.length);
  drawTrend(charts.trend, rows.map(row => row.date), lines, { format, whole }, summary);
  table('trend-table', summary, [{ name: words.say('date'), of: row => row.date },
    ...FIGURES[chosen.figure].map(([key]) => ({ name: words.say(key), of: row => format(row[key]), numeric: true }))], rows);
}

function showFindings() {
  const items = known.counts?.items ?? [];
  const names = items.map(item => words.named('status', item.status));
  const summary = items.length === 0 ? words.say('nothing')
    : words.say('findingsSummary', items.map((item, i) => `${names[i]} ${words.number(item.count)}`).join(', '));
  drawCounts(charts.findings, names, items.map(item => item.count), summary);
  at('overdue').textContent = known.counts === undefined ? '' : words.say('overdue', words.number(known.counts.overdue));
  table('findings-table', summary, [{ name: words.say('status'), of: row => words.named('status', row.status) }, count('count')],
    items);
}

function showPlans() {
  table('plans-table', words.say('plans'), [
    { name: words.say('unit'), of: row => row.unitName ?? row.unitId },
    { name: words.say('community'), of: row => row.communityName },
    { name: words.say('places_'), of: row => words.number(row.places), numeric: true },
    { name: words.say('distance'), of: row => row.from && row.to ? words.number(kilometres(row.from, row.to), 1) : words.say('none'), numeric: true },
    { name: words.say('state'), of: row => words.named('plan', row.status) }
  ], known.arrows ?? []);
}

function show() {
  words.fill(document);
  const language = at('language');
  language.textContent = words.say('other');
  language.lang = words.language === 'en' ? 'zh-CN' : 'en';
  at('status').textContent = shownStatus();
  at('leave').hidden = !api.signedIn;
  if (charts !== undefined) {
    nameArrows();
    showPlaces();
    showTrend();
    showFindings();
    showPlans();
  }
}

function nameArrows() {
  const names = new Map((known.communities ?? []).map(one => [one.communityId, one.name]));
  (known.arrows ?? []).forEach(arrow => { arrow.communityName = names.get(arrow.communityId) ?? arrow.communityId; });
}

/** The board's items with their points: the features hold both. */
function communitiesOf(collection) {
  return collection.features.map(feature => ({ ...feature.properties, point: feature.geometry?.coordinates }));
}

function historyPath() {
  const from = new Date(Date.now() - chosen.days * DAY_MS).toISOString().slice(0, 10);
  return `coverage/history?from=${from}${chosen.scope === '' ? '' : `&${chosen.scope}`}`;
}

const PARTS = [
  { part: 'places', path: () => 'coverage.geojson', keep: body => { known.communities = communitiesOf(body); } },
  { part: 'trend', path: () => 'coverage/summary', keep: body => { known.summary = body; } },
  { part: 'plans', path: () => 'support-plans/arrows', keep: body => { known.arrows = body.items; } },
  { part: 'findings', path: () => 'findings/counts', keep: body => { known.counts = body; } },
  { part: 'trend', path: historyPath, keep: body => { known.history = body.items; } }
];

/**
 * Asks for the parts side by side; a part that is missing says so where it would stand, and what was known stays.
 *
 * @param aloud whether somebody waits to hear of it; what the clock does is not announced
 * @param before why a token was not taken; without one anybody may still be allowed to look
 */
async function load(parts, aloud, before) {
  const outcomes = await Promise.allSettled(parts.map(one => api.get(one.path(), words.language)));
  const refusals = outcomes.map(outcome => (outcome.status === 'rejected' ? outcome.reason : undefined));
  const denied = refusals.find(refusal => refusal instanceof Refusal && refusal.status === 401);
  if (denied !== undefined && api.signedIn) {
    api.leave();
    await load(PARTS, aloud, denied);
    return;
  }
  if (denied !== undefined) {
    ask(before);
    return;
  }
  parts.forEach(one => fault(one.part));
  parts.forEach((one, i) => {
    if (refusals[i] === undefined) {
      one.keep(outcomes[i].value);
    } else {
      fault(one.part, refusals[i]);
    }
  });
  at('sign-in').hidden = true;
  at('board').hidden = false;
  charts ??= firstCharts();
  if (chosen.community === '') {
    chosen.community = known.communities?.[0]?.communityId ?? '';
  }
  if (aloud) {
    report(refusals.some(refusal => refusal !== undefined));
  }
  show();
}

function report(missing) {
  const now = Date.now();
  status(() => (missing ? words.say('partly', words.time(now))
    : words.say('loaded', words.number(known.communities?.length ?? 0), words.time(now))));
}

function firstCharts() {
  const made = { places: chart(at('places-chart')), trend: chart(at('trend-chart')), findings: chart(at('findings-chart')) };
  made.places.on('click', event => {
    if (event.seriesType === 'scatter') {
      choose(event.data.id);
    }
  });
  new ResizeObserver(() => known.communities && showPlaces()).observe(at('places-chart'));
  return made;
}

function choose(communityId) {
  chosen.community = communityId;
  showPlaces();
}

function ask(denied) {
  at('board').hidden = true;
  at('sign-in').hidden = false;
  status(() => (denied === undefined ? words.say('signIn') : told(denied)));
  show();
  at('token').focus();
}

function begin() {
  status(() => words.say('loading'));
  return load(PARTS, true);
}

at('language').addEventListener('click', () => { words.swap(); show(); });
at('refresh').addEventListener('click', begin);
at('leave').addEventListener('click', () => { api.leave(); Object.keys(known).forEach(key => { known[key] = undefined; }); begin(); });
at('sign-in').addEventListener('submit', event => {
  event.preventDefault();
  api.enter(at('token').value);
  at('token').value = '';
  begin().then(() => at('board').hidden || at('places').focus());
});
at('community').addEventListener('change', event => choose(event.target.value));
['scope', 'figure', 'days'].forEach(id => at(id).addEventListener('change', event => {
  chosen[id] = id === 'days' ? Number(event.target.value) : event.target.value;
  return id === 'figure' ? showTrend() : load(PARTS.slice(-1), true);
}));
setInterval(() => document.hidden || at('board').hidden || load(PARTS, false), AGAIN_MS);

show();
begin();

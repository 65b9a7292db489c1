/** Every word of the page, in both languages; a key that one of them lacks fails the page's test. */
export const TEXTS = {
  'zh-CN': {
    title: '近邻云图',
    other: 'English',
    skip: '跳到各社区保障情况',
    refresh: '刷新',
    leave: '退出登录',
    signIn: '请先登录',
    signInWhy: '此处的汇总数据未公开，请填写访问令牌。令牌只保存在本标签页内。',
    token: '访问令牌',
    enter: '登录',
    loading: '正在载入……',
    loaded: '已更新：{0} 个社区，{1}',
    partly: '部分数据暂缺，其余已更新：{0}',
    failed: '暂时无法取得数据，请稍后刷新。',
    offline: '无法连接服务器。',
    places: '各社区保障情况',
    legend: '图例',
    'band.SHORT': '人手不足',
    'band.BALANCED': '基本平衡',
    'band.SURPLUS': '人手富余',
    support: '支援方案',
    size: '图形大小表示报到人数',
    asTable: '以表格查看',
    placesSummary: '地图：{0} 个社区，其中人手不足 {1} 个，基本平衡 {2} 个，人手富余 {3} 个；支援方案 {4} 条。全部数据见下方表格。',
    unlocated: '{0} 个社区没有坐标，只列在表格中。',
    oneCommunity: '社区详情',
    choose: '选择社区',
    community: '社区',
    band: '状况',
    load: '负荷（空缺岗位 ÷ 活跃人数）',
    registeredMembers: '报到人数',
    activeMembers: '活跃人数',
    openPlaces: '空缺岗位',
    claimedPlaces: '已认领岗位',
    fillRate: '认领率',
    verifiedMinutes: '核验服务分钟',
    inspectionScore: '督查得分',
    openFindings: '未办结问题',
    overdueFindings: '逾期问题',
    trend: '变化趋势',
    scope: '范围',
    figure: '指标',
    period: '时段',
    district: '全区',
    days: '近 {0} 天',
    'figure.service': '服务时长',
    'figure.fill': '认领率',
    'figure.people': '人数',
    'figure.places': '岗位',
    'figure.findings': '督查问题',
    date: '日期',
    trendSummary: '折线图：{0}，{1}，{2} 至 {3}，共 {4} 天。数据见下方表格。',
    nothing: '暂无数据。',
    findings: '督查问题（按办理状态）',
    status: '状态',
    count: '数量',
    overdue: '其中逾期未办结：{0}',
    findingsSummary: '柱状图：{0}。',
    'status.OPEN': '待整改',
    'status.SUBMITTED': '待复查',
    'status.RESOLVED': '已办结',
    'status.RETURNED': '已退回',
    'status.ESCALATED': '已提级',
    plans: '支援方案',
    unit: '支援单位',
    places_: '支援人数',
    distance: '直线距离（公里）',
    state: '方案状态',
    'plan.PROPOSED': '待批准',
    'plan.APPROVED': '已批准',
    'plan.ACTIVE': '实施中',
    'plan.EXPIRED': '已失效',
    'plan.ENDED': '已结束',
    none: '—'
  },
  en: {
    title: 'Jinlin cloud map',
    other: '中文',
    skip: 'Skip to the communities',
    refresh: 'Refresh',
    leave: 'Sign out',
    signIn: 'Please sign in',
    signInWhy: 'The totals shown here are not public. Enter an access token; it is kept in this tab only.',
    token: 'Access token',
    enter: 'Sign in',
    loading: 'Loading…',
    loaded: 'Updated: {0} communities, {1}',
    partly: 'Some figures are missing, the rest is up to date: {0}',
    failed: 'The figures cannot be had just now. Please refresh later.',
    offline: 'The server cannot be reached.',
    places: 'How well each community is served',
    legend: 'Legend',
    'band.SHORT': 'short of people',
    'band.BALANCED': 'balanced',
    'band.SURPLUS': 'people to spare',
    support: 'support plan',
    size: 'the size shows how many have registered',
    asTable: 'Show as a table',
    placesSummary: 'Map of {0} communities: {1} short of people, {2} balanced, {3} with people to spare; {4} support arrows. All figures are in the table below.',
    unlocated: '{0} communities have no position and are only in the table.',
    oneCommunity: 'One community',
    choose: 'Choose a community',
    community: 'Community',
    band: 'State',
    load: 'Load (open places ÷ active members)',
    registeredMembers: 'Registered members',
    activeMembers: 'Active members',
    openPlaces: 'Open places',
    claimedPlaces: 'Claimed places',
    fillRate: 'Fill rate',
    verifiedMinutes: 'Verified minutes',
    inspectionScore: 'Inspection score',
    openFindings: 'Open findings',
    overdueFindings: 'Overdue findings',
    trend: 'Trend',
    scope: 'Where',
    figure: 'What',
    period: 'When',
    district: 'Whole district',
    days: 'last {0} days',
    'figure.service': 'Time served',
    'figure.fill': 'Fill rate',
    'figure.people': 'People',
    'figure.places': 'Places',
    'figure.findings': 'Findings',
    date: 'Date',
    trendSummary: 'Line chart: {0}, {1}, from {2} to {3}, {4} days. The figures are in the table below.',
    nothing: 'No figures yet.',
    findings: 'Findings by status',
    status: 'Status',
    count: 'Number',
    overdue: 'Of these overdue: {0}',
    findingsSummary: 'Bar chart: {0}.',
    'status.OPEN': 'to be put right',
    'status.SUBMITTED': 'to be checked',
    'status.RESOLVED': 'resolved',
    'status.RETURNED': 'returned',
    'status.ESCALATED': 'escalated',
    plans: 'Support plans',
    unit: 'Supporting unit',
    places_: 'People',
    distance: 'Distance (km)',
    state: 'State of the plan',
    'plan.PROPOSED': 'proposed',
    'plan.APPROVED': 'approved',
    'plan.ACTIVE': 'in force',
    'plan.EXPIRED': 'lapsed',
    'plan.ENDED': 'ended',
    none: '–'
  }
};

const CHOSEN = 'jinlin.language';

export class Words {
  constructor() {
    const asked = new URLSearchParams(location.search).get('lang') ?? localStorage.getItem(CHOSEN) ?? navigator.language;
    this.language = asked.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en';
  }

  swap() {
    this.language = this.language === 'en' ? 'zh-CN' : 'en';
    localStorage.setItem(CHOSEN, this.language);
  }

  say(key, ...values) {
    const text = TEXTS[this.language][key] ?? key;
    return values.reduce((said, value, i) => said.replace(`{${i}}`, value), text);
  }

  /** A word for what a service names by a code; an unknown code stands for itself. */
  named(kind, code) {
    return TEXTS[this.language][`${kind}.${code}`] ?? code;
  }

  number(value, digits = 0) {
    return value === null || value === undefined
      ? this.say('none')
      : new Intl.NumberFormat(this.language, { maximumFractionDigits: digits }).format(value);
  }

  percent(value) {
    return value === null || value === undefined
      ? this.say('none')
      : new Intl.NumberFormat(this.language, { style: 'percent', maximumFractionDigits: 1 }).format(value);
  }

  time(value) {
    return new Intl.DateTimeFormat(this.language, { dateStyle: 'medium', timeStyle: 'medium' }).format(value);
  }

  /** Puts the words into everything that names one. */
  fill(root) {
    document.documentElement.lang = this.language;
    document.title = this.say('title');
    root.querySelectorAll('[data-say]').forEach(place => { place.textContent = this.say(place.dataset.say); });
    root.querySelectorAll('[data-label]').forEach(place => place.setAttribute('aria-label', this.say(place.dataset.label)));
  }
}

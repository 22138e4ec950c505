/** Amounts, and what any component may have to say. */
export const chineseShared = {
  amounts: {
    unknownPrice: '价格未知',
    free: '$0',
    lessThan: '不到 {{amount}}',
    moreThan: '超过 {{amount}}',
    seconds: '{{seconds}} 秒',
    minutes: '{{minutes}} 分 {{seconds}} 秒',
    hours: '{{hours}} 小时 {{minutes}} 分',
    bytes: '{{size}} 字节',
    kB: '{{size}} kB',
    MB: '{{size}} MB',
    GB: '{{size}} GB',
  },
  shared: {
    unreachable: '无法连接服务器。请检查网络连接后重试。',
    unexpected: '服务器的响应无法读取。',
    wrongStatus: '生成任务的状态在此期间已变为“{{status}}”。',
    loading: '加载中…',
  },
}

import type { Translation } from '../translation.js'
import { chineseBoards } from './boards.js'
import { chineseDashboard } from './dashboard.js'
import { chineseGenerating } from './generating.js'
import { chineseKinds } from './kinds.js'
import { chineseLabels } from './labels.js'
import { chineseLedger } from './ledger.js'
import { chineseLimits, chineseUsage } from './limits.js'
import { chineseMap } from './map.js'
import { chineseOutline } from './outline.js'
import { chinesePeople } from './people.js'
import { chinesePlans } from './plans.js'
import { chineseRefusals } from './refusals.js'
import { chineseCourses, chineseInputs, chineseLessons } from './requests.js'
import { chineseReview } from './review.js'
import { chineseSeries } from './series.js'

/** The Simplified Chinese of the admin panel. */
export const chinese = {
  ...chineseLabels,
  ...chineseBoards,
  ...chinesePlans,
  ...chinesePeople,
  ...chineseOutline,
  ...chineseMap,
  ...chineseReview,
  ...chineseLimits,
  ...chineseUsage,
  ...chineseLedger,
  ...chineseRefusals,
  ...chineseDashboard,
  ...chineseGenerating,
  ...chineseSeries,
  ...chineseKinds,
  courses: chineseCourses,
  lessons: chineseLessons,
  inputs: chineseInputs,
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
} satisfies Translation

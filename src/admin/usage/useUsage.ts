'use client'
import { requestJson } from '../shared/api.js'
import { useAddresses } from '../shared/useAddresses.js'
import { useAnswer } from '../shared/useAnswer.js'
import { firstDay, type Usage } from './usageReport.js'

/** By what the rows of the file are told apart. */
const everything = 'day,user,role,kind,section,provider,model,tier'

interface Known {
  /** By model besides, so that what has no price is told from what has one. */
  byDay: Usage
  byRole: Usage
}

interface UseUsage {
  /** What was read last, while another range is being read. */
  usage: Known | undefined
  /** The rows behind it as a file. */
  csvHref: string
  problem: string | undefined
  isLoading: boolean
}

/** What was used in so many days until today. */
export const useUsage = (days: number): UseUsage => {
  const { api } = useAddresses()
  const from = firstDay(days, new Date())
  const question = `${api('/generation/usage')}?from=${from}`
  const { answer, former, problem, isLoading } = useAnswer<Known>({
    question,
    read: async (signal) => {
      const ask = (by: string) => requestJson<Usage>({ url: `${question}&by=${by}`, signal })
      const [byDay, byRole] = await Promise.all([ask('day,model'), ask('role,model')])
      return { byDay, byRole }
    },
  })
  return {
    ...{ usage: answer ?? former, problem, isLoading },
    csvHref: `${api('/generation/usage.csv')}?from=${from}&by=${everything}`,
  }
}

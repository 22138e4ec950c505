import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import { answerSchema, sectionsSchema, taskMessages } from '../task.js'
import type { SectionRun } from './SectionRun.js'
import { requestName, type SectionTask, scaledMs } from './sectionTasks.js'

/** One call, as the seeds made it: a timeout and no second try. Whatever goes wrong, the section has failed. */
export const askOnce =
  ({ baseURL, account, name }: SectionRun) =>
  async (section: SectionTask, timeoutSeconds = section.timeoutSeconds): Promise<boolean> => {
    const client = new OpenAI({ baseURL, apiKey: account, maxRetries: 0, logLevel: 'off' })
    const call = client.chat.completions.create(
      {
        model: 'bench-1',
        messages: [...taskMessages(requestName(name, section), [section.key])],
        response_format: zodResponseFormat(sectionsSchema, 'sections'),
      },
      { signal: AbortSignal.timeout(scaledMs(timeoutSeconds)) },
    )
    return call.then(
      ({ choices }) => answerSchema([section.key]).safeParse(JSON.parse(choices[0]?.message.content ?? 'null')).success,
      () => false,
    )
  }

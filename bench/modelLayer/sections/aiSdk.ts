import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, Output } from 'ai'
import PQueue from 'p-queue'
import { answerSchema, instructions, sectionsSchema, taskText } from '../task.js'
import type { Strategy } from './SectionRun.js'
import { requestName, scaledMs } from './sectionTasks.js'

/**
 * The Vercel AI SDK with the two retries it makes by itself, three calls in flight. Its retries cover what the server
 * answers, not calls that were given up because they took too long; and its timeout is one for all its tries.
 */
export const aiSdk: Strategy = ({ baseURL, account, name, sections }) => {
  const provider = createOpenAICompatible({ name: 'bench', baseURL, apiKey: account, supportsStructuredOutputs: true })
  return new PQueue({ concurrency: 3 }).addAll(
    sections.map((section) => async () => {
      const answer = generateText({
        model: provider('bench-1'),
        system: instructions,
        prompt: taskText(requestName(name, section), [section.key]),
        output: Output.object({ schema: sectionsSchema }),
        abortSignal: AbortSignal.timeout(scaledMs(section.timeoutSeconds)),
      })
      return answer.then(
        ({ output }) => answerSchema([section.key]).safeParse(output).success,
        () => false,
      )
    }),
  )
}

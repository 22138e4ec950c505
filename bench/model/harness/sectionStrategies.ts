import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { generateText, Output } from 'ai'
import OpenAI from 'openai'
import { zodResponseFormat } from 'openai/helpers/zod'
import PQueue from 'p-queue'
import { createModel } from '../../../src/model/createModel.js'
import { ModelCallFailed, ProvidersOpen } from '../../../src/model/failures.js'
import { percentile } from '../../report.js'
import { askModel, benchProvider, fastClock } from './askModel.js'
import { addUsage, noUsage } from './completion.js'
import { requestName, type SectionTask, scaledMs, sectionTasks, timeScale } from './sectionWorkload.js'
import type { FaultServer } from './startFaultServer.js'
import { answerSchema, instructions, sectionsSchema, taskMessages, taskText } from './task.js'

interface RunStrategy {
  name: string
  strategy: Strategy
  server: FaultServer
  runs: number
  /** Runs side by side; they do not know of each other. */
  sideBySide: number
}

/** Takes one strategy through many runs and sums up what came of it and what it cost. */
export const runStrategy = async ({ name, strategy, server, runs, sideBySide }: RunStrategy) => {
  const outcomes = await new PQueue({ concurrency: sideBySide }).addAll(
    Array.from({ length: runs }, (_, index) => async () => {
      const account = `${name} ${index}`
      const startedAt = performance.now()
      const succeeded = await strategy({
        baseURL: server.baseURL,
        account,
        name: `run ${index}`,
        sections: sectionTasks,
      })
      return { succeeded, ms: performance.now() - startedAt, ...server.account(account) }
    }),
  )
  const sections = outcomes.flatMap(({ succeeded }) => succeeded)
  const wallMs = outcomes.map(({ ms }) => ms)
  const tokens = outcomes.reduce((sum, { served }) => addUsage(sum, served), noUsage)
  return {
    name,
    runs,
    sections: sections.length,
    succeededShare: sections.filter(Boolean).length / sections.length,
    completeShare: outcomes.filter(({ succeeded }) => succeeded.every(Boolean)).length / runs,
    medianMs: percentile(wallMs, 0.5),
    p95Ms: percentile(wallMs, 0.95),
    callsPerSection: outcomes.reduce((sum, { calls }) => sum + calls, 0) / sections.length,
    maxInFlight: Math.max(...outcomes.map(({ maxInFlight }) => maxInFlight)),
    promptTokensPerRun: tokens.promptTokens / runs,
    completionTokensPerRun: tokens.completionTokens / runs,
  }
}

/** One run: all sections of one lesson. */
interface SectionRun {
  baseURL: string
  /** The API key: each run has its own account, whose calls in flight the server counts. */
  account: string
  /** Same name, same luck at the server, whichever strategy asks. */
  name: string
  sections: readonly SectionTask[]
}

/** A way to get through a run; says of each section whether a valid answer came. */
type Strategy = (run: SectionRun) => Promise<boolean[]>

const RUN_DEADLINE_MS = 86_400_000

/**
 * Ours, with the defaults of the plugin's options, on a clock as fast as everything else. All sections are asked for at
 * once, the window lets them through. While no provider may be called, a section waits as long as it is told to, as its
 * step would in the queue: until the run's time is up. One that failed has failed, though its step would be tried again.
 */
export const coursewright: Strategy = ({ baseURL, account, name, sections }) => {
  const clock = fastClock(timeScale)
  const model = createModel({
    providers: [benchProvider({ baseURL, account })],
    clock,
    timeoutMs: 90_000,
    stallMs: 30_000,
    deadlineMs: 600_000,
    maxCalls: 8,
  })
  const endsAtMs = clock.now() + RUN_DEADLINE_MS
  const ask = async (section: SectionTask): Promise<boolean> => {
    try {
      await askModel({
        model,
        request: requestName(name, section),
        keys: [section.key],
        timeoutMs: section.timeoutSeconds * 1000,
      })
      return true
    } catch (error) {
      if (error instanceof ModelCallFailed) return false
      if (!(error instanceof ProvidersOpen)) throw error
      if (clock.now() + error.retryAfterMs > endsAtMs) return false
      await clock.wait(error.retryAfterMs)
      return ask(section)
    }
  }
  return Promise.all(sections.map(ask))
}

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

/** `p-queue` alone: three in flight, the next one as soon as one ends; 120 s for the heavy ones. */
export const plainQueue: Strategy = (run) => {
  const ask = askOnce(run)
  return new PQueue({ concurrency: 3 }).addAll(run.sections.map((section) => () => ask(section)))
}

const SEED_TIMEOUT_SECONDS = 90

/** The seeds' first way: five at once, 90 s for each, heavy or not. */
export const fiveAtOnce: Strategy = (run) => {
  const ask = askOnce(run)
  return new PQueue({ concurrency: 5 }).addAll(run.sections.map((section) => () => ask(section, SEED_TIMEOUT_SECONDS)))
}

const CHUNK = 3

/** The seeds' second way: three at a time, the next three when all of them have ended; 120 s for the heavy ones. */
export const chunksOfThree: Strategy = async (run) => {
  const ask = askOnce(run)
  const results: boolean[] = []
  for (let at = 0; at < run.sections.length; at += CHUNK)
    results.push(...(await Promise.all(run.sections.slice(at, at + CHUNK).map((section) => ask(section)))))
  return results
}

/** One call, as the seeds made it: a timeout and no second try. Whatever goes wrong, the section has failed. */
const askOnce =
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

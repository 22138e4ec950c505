/**
 * Prompt tokens that a provider whose cache has breakpoints reads from it, in one run of ten batches of five drills: with
 * positions alone, where the shared text is too short to be kept and nothing may be written, and with a curriculum as long
 * as one with a kit will be. The server keeps prefixes as OpenAI documents it, and counts by the tokenizer of its models.
 *
 *   node --conditions=production --import tsx bench/model/promptCache.ts [--json] [--batches 10] [--objectives 60]
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { chess } from '../../src/games/chess.js'
import { judgeDrills } from '../../src/generators/drillSeries/check.js'
import { type DrillBatch, drillWireSchema } from '../../src/generators/drillSeries/drill.js'
import { drillPrompt } from '../../src/generators/drillSeries/prompt.js'
import { sumUsage } from '../../src/model/Attempt.js'
import { callProvider } from '../../src/model/call/callProvider.js'
import { createSystemClock } from '../../src/model/clock.js'
import { ModelCallFailed } from '../../src/model/failures.js'
import { costOf } from '../../src/model/Provider.js'
import { resolveProvider } from '../../src/model/providers/resolveProvider.js'
import { countTokens } from '../../src/model/tokens.js'
import { bench } from '../report.js'

const itemsPerBatch = 5
const model = 'gpt-6-luna'

interface Part {
  text: string
  prompt_cache_breakpoint?: object
}

/** A server that keeps what stands before a breakpoint under the request's key, from 1,024 tokens on. */
const startCachingServer = async () => {
  const kept = new Set<string>()
  const server = createServer((request, response) => {
    let text = ''
    request.on('data', (part) => {
      text += part
    })
    request.on('end', async () => {
      const { messages, response_format, prompt_cache_key: key } = JSON.parse(text)
      const schema = JSON.stringify(response_format)
      const parts: Part[] = messages.flatMap(({ content }: { content: string | Part[] }) =>
        typeof content === 'string' ? { text: content } : content,
      )
      const end = parts.findIndex((part) => part.prompt_cache_breakpoint)
      const wordsOf = (some: Part[]) => schema + some.map((part) => part.text).join('')
      const prefix = end < 0 ? '' : wordsOf(parts.slice(0, end + 1))
      const prefixTokens = await countTokens(prefix, model)
      const isKept = prefixTokens >= 1024
      const entry = `${key} ${prefix}`
      const isRead = isKept && kept.has(entry)
      if (isKept) kept.add(entry)
      const usage = {
        prompt_tokens: await countTokens(wordsOf(parts), model),
        completion_tokens: 0,
        prompt_tokens_details: {
          cached_tokens: isRead ? prefixTokens : 0,
          cache_write_tokens: isKept && !isRead ? prefixTokens : 0,
        },
      }
      response.writeHead(200, { 'content-type': 'application/json' })
      response.end(
        JSON.stringify({ usage, choices: [{ finish_reason: 'stop', message: { content: '{"drills":[]}' } }] }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { baseURL: `http://127.0.0.1:${port}/v1`, stop: () => server.close() }
}

const batchOf = (batch: number, objectives: number): DrillBatch => ({
  game: 'chess',
  seed: 7,
  choices: 4,
  items: Array.from({ length: itemsPerBatch }, (_, index) => ({
    key: `d${String(batch * itemsPerBatch + index + 1).padStart(2, '0')}`,
    notation: 'rnbqkbnr/pppp1ppp/8/4p3/4P3/8/PPPP1PPP/RNBQKBNR w KQkq - 0 2',
    phase: 'opening',
    difficulty: 'beginner',
    themes: ['development'],
    solution: { best: 'Nf3', line: 'Nf3 Nc6 Bb5', alsoBest: [], avoid: ['f3'] },
    principle: `Principle ${batch % 4}`,
  })),
  principles: [0, 1, 2, 3].map((index) => ({ name: `Principle ${index}`, explanation: 'Bring out the pieces first.' })),
  profile: { level: 'beginner', language: 'en', goals: 'to play a first tournament', tone: 'friendly' },
  curriculum: objectives
    ? {
        subject: 'Chess openings',
        objectives: Array.from(
          { length: objectives },
          (_, index) =>
            `Objective ${index + 1}: the learner can say why pieces come before pawns, and which comes first.`,
        ),
      }
    : undefined,
})

const measure = async (name: string, batches: number, objectives: number) => {
  const server = await startCachingServer()
  const provider = resolveProvider({ preset: 'openai', baseURL: server.baseURL, streams: false, complex: model })
  const call = callProvider({ provider, stallMs: 30_000, logBodies: false, clock: createSystemClock() })
  const attempts = []
  for (let batch = 0; batch < batches; batch += 1) {
    const asked = batchOf(batch, objectives)
    const answer = await call
      .generate({
        messages: drillPrompt({ batch: asked, game: chess, items: asked.items, problems: [] }),
        schemaName: 'drills',
        wireSchema: drillWireSchema,
        keys: asked.items.map(({ key }) => key),
        judge: (given) => judgeDrills({ answer: given, items: asked.items, batch: asked, game: chess }),
        tier: 'complex',
        maxOutputTokens: 6000,
      })
      .catch((error: unknown) => {
        if (error instanceof ModelCallFailed) return error
        throw error
      })
    attempts.push(...answer.attempts)
  }
  server.stop()
  const usage = sumUsage(attempts)
  const price = provider.prices[model]
  const uncached = { ...usage, cachedTokens: 0, cacheWriteTokens: 0 }
  return { name, batches, ...usage, costUsd: costOf(usage, price), uncachedUsd: costOf(uncached, price) }
}

await bench({ batches: 10, objectives: 60 }, async ({ batches, objectives }) => {
  const short = await measure('positions and a profile', batches, 0)
  const long = await measure(`with ${objectives} objectives`, batches, objectives)
  const readShare = long.cachedTokens / long.promptTokens
  const isMet =
    short.cacheWriteTokens === 0 &&
    short.cachedTokens === 0 &&
    long.cachedTokens === (batches - 1) * long.cacheWriteTokens &&
    long.cacheWriteTokens >= 1024
  const lines = [short, long].map(
    (result) =>
      `${result.name}: ${result.promptTokens} prompt tokens in ${result.batches} calls, ${result.cachedTokens} of them ` +
      `read from cache, ${result.cacheWriteTokens} written; $${result.costUsd?.toFixed(6)} instead of ` +
      `$${result.uncachedUsd?.toFixed(6)}`,
  )
  const share = `${(readShare * 100).toFixed(1)} % are read from cache where the shared text is long enough to be kept.`
  return { figures: { results: [short, long], readShare }, isMet, text: [...lines, share].join('\n') }
})

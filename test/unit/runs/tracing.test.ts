import { expect, test } from 'vitest'
import type { Attempt } from '../../../src/model/Attempt.js'
import { createTracing } from '../../../src/runs/step/tracing.js'
import { Child } from '../../shared/Child.js'

const step = { ...{ id: 2, run: 1, userKey: 'system', index: 0, key: 'a', kind: 'generate', priority: 0 } }
const claimed = { ...step, attempts: 0, claims: 1, token: 1, error: undefined, input: {}, result: {} }
const call = {
  provider: { name: 'First', baseURL: 'https://api.openai.com/v1', streams: true },
  model: 'big-1',
  maxOutputTokens: 100,
  reasoningEffort: undefined,
}

test('without OpenTelemetry steps and calls are done as ever, and it is looked for once', async () => {
  let looked = 0
  const { step: traceStep, call: traceCall } = createTracing(async () => {
    looked += 1
    return undefined
  })
  const done = await traceStep(claimed, async (onKind) => {
    onKind('drillSeries')
    return traceCall(call, async (onEnd) => {
      onEnd({ outcome: 'ok' } as Attempt)
      return 'done'
    })
  })
  expect({ done, looked }).toEqual({ done: 'done', looked: 1 })
  await expect(traceStep(claimed, () => Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError)
})

/** A process in which a package cannot be found, as where it was not installed. */
const withoutPackage = (source: string) =>
  new Child({
    args: [
      '--import',
      'tsx',
      '--import',
      `data:text/javascript,${encodeURIComponent(
        `import { register } from 'node:module'
         register('data:text/javascript,' + encodeURIComponent(\`export const resolve = (name, context, next) => {
           if (name.startsWith('@opentelemetry/')) throw Object.assign(new Error('gone'), { code: 'ERR_MODULE_NOT_FOUND' })
           return next(name, context)
         }\`))`,
      )}`,
      '--input-type=module',
      '--eval',
      source,
    ],
  })

test('a host that has not installed it loses nothing: the real look for it finds nothing, and the work is done', async () => {
  const child = withoutPackage(`
    const found = await import('@opentelemetry/api').then(() => true, () => false)
    const { createTracing } = await import('./src/runs/step/tracing.ts')
    const done = await createTracing().step({ kind: 'generate' }, async () => 'done')
    console.log(JSON.stringify({ found, done }))
  `)
  const { code, stdout } = await child.ended()
  expect({ code, said: JSON.parse(stdout) }).toEqual({ code: 0, said: { found: false, done: 'done' } })
})

import { expect, test } from 'vitest'
import type { ModelOptions } from '../../../src/index.js'
import { sectionSettings } from '../../../src/options/resolveModel.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import type { Section } from '../../../src/options/Settings.js'
import { checkCanGenerate } from '../../../src/runs/controlRun.js'
import { hostConfig } from '../plugins/hostConfig.js'

const local = { baseURL: 'http://127.0.0.1:11434/v1', complex: 'qwen' }
const settingsOf = (model?: ModelOptions, enabled = true) => resolveOptions({ model, enabled }, hostConfig())
const modelOf = (model?: ModelOptions) => settingsOf(model).model

test('without options OpenAI is asked, with the documented limits', () => {
  const { providers, ...rest } = modelOf()
  expect(providers.map(({ name }) => name)).toEqual(['OpenAI'])
  expect(rest).toMatchObject({
    timeoutMs: 90_000,
    stallMs: 30_000,
    deadlineMs: 600_000,
    maxCalls: 8,
    maxTokens: undefined,
    maxCostUsd: undefined,
    logBodies: false,
  })
})

const title: Section = { name: 'title', tier: 'simple', isHeavy: false }
const scripts: Section = { name: 'scripts', tier: 'complex', isHeavy: true }

test('a section is asked for as it was registered, a heavy one with a third more time', () => {
  const model = modelOf()
  expect(sectionSettings(model, title)).toEqual({ tier: 'simple', timeoutMs: 90_000 })
  expect(sectionSettings(model, scripts)).toEqual({ tier: 'complex', timeoutMs: 120_000 })
  expect(sectionSettings(modelOf({ timeoutMs: 30_000 }), scripts).timeoutMs).toBe(40_000)
})

test('a section can be given its own tier and its own timeout', () => {
  const model = modelOf({
    timeoutMs: 30_000,
    sections: { scripts: { timeoutMs: 50_000 }, title: { tier: 'complex' } },
  })
  expect(sectionSettings(model, scripts)).toEqual({ tier: 'complex', timeoutMs: 50_000 })
  expect(sectionSettings(model, title)).toEqual({ tier: 'complex', timeoutMs: 30_000 })
})

test('a timeout that a format gives its section goes before that of all, and after that of the host', () => {
  const slow = { ...scripts, timeoutMs: 200_000 }
  expect(sectionSettings(modelOf({ timeoutMs: 30_000 }), slow).timeoutMs).toBe(200_000)
  expect(sectionSettings(modelOf({ sections: { scripts: { timeoutMs: 50_000 } } }), slow).timeoutMs).toBe(50_000)
})

test('a heavy section takes no longer than Node waits for an answer that is not streamed, unless all are streamed', () => {
  const timeoutMs = 240_000
  expect(sectionSettings(modelOf({ providers: [local], timeoutMs }), scripts).timeoutMs).toBe(299_999)
  expect(sectionSettings(modelOf({ providers: [{ ...local, streams: true }], timeoutMs }), scripts).timeoutMs).toBe(
    320_000,
  )
})

test('a dynamic timeout begins with the default one', () => {
  const model = modelOf({ timeoutMs: 'dynamic' })
  expect(model.timeoutMs).toBe('dynamic')
  expect(sectionSettings(model, title).timeoutMs).toBe(90_000)
  expect(sectionSettings(model, scripts).timeoutMs).toBe(120_000)
})

test('providers keep their order of preference', () => {
  const { providers } = modelOf({ providers: [local, { preset: 'groq' }, { preset: 'openai' }] })
  expect(providers.map(({ name }) => name)).toEqual(['127.0.0.1:11434', 'Groq', 'OpenAI'])
})

test('one server may be listed twice, for different models', () => {
  const { providers } = modelOf({ providers: [local, { ...local, name: 'small', complex: 'phi' }] })
  expect(providers.map(({ models }) => models.complex)).toEqual(['qwen', 'phi'])
})

test('empty text, as from an empty variable, is as good as none', () => {
  const empty = { name: '', baseURL: '', apiKey: '', complex: '', simple: '' }
  expect(modelOf({ providers: [{ preset: 'openai', ...empty }] })).toEqual(modelOf())
})

test('the options that were given stay as they were', () => {
  const given: ModelOptions = { providers: [{ preset: 'openai', limits: { concurrency: 2 } }] }
  const before = structuredClone(given)
  modelOf(given)
  expect(given).toEqual(before)
})

test('a run is refused, with the name and the option, when any listed provider has no key', () => {
  const settings = settingsOf({ providers: [local, { preset: 'groq', name: 'fast' }] })
  expect(() => checkCanGenerate(settings)).toThrow(
    'Nothing can be generated: no key is set for fast. The operator of this site must set it.',
  )
  expect(() => checkCanGenerate(settings)).toThrow(
    expect.objectContaining({
      status: 503,
      data: { code: 'model_not_configured', provider: 'fast', option: 'model.providers[1].apiKey' },
    }),
  )
})

test('a run may start when every provider has its key or needs none', () => {
  expect(() => checkCanGenerate(settingsOf({ providers: [local, { preset: 'groq', apiKey: 'x' }] }))).not.toThrow()
})

test('a site that is switched off says so, whatever its providers', () => {
  expect(() => checkCanGenerate(settingsOf({}, false))).toThrow(
    expect.objectContaining({ status: 503, data: { code: 'disabled' } }),
  )
})

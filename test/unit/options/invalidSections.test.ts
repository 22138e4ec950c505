import { expect, test } from 'vitest'
import type { ModelOptions } from '../../../src/index.js'
import { InvalidOption } from '../../../src/options/parseOptions.js'
import { checkSections } from '../../../src/options/resolveModel.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { coursewright } from '../../../src/plugins/coursewright.js'
import { hostConfig } from '../plugins/hostConfig.js'

const local = { baseURL: 'http://127.0.0.1:11434/v1', complex: 'qwen' }

/** What a host is told whose kinds write titles and, at length, assessments. */
const refusalOf = (options: ModelOptions): string | undefined => {
  const { model } = resolveOptions({ model: options }, hostConfig())
  try {
    checkSections(model, [
      { name: 'title', tier: 'simple', isHeavy: false },
      { name: 'assessment', tier: 'complex', isHeavy: true },
    ])
    return undefined
  } catch (error) {
    if (error instanceof InvalidOption) return error.message
    throw error
  }
}

test.each<[string, ModelOptions, string]>([
  [
    'a section nobody has registered',
    { sections: { poem: { tier: 'simple' } } },
    'option `model.sections.poem` is unknown; use title, assessment.',
  ],
  [
    'too short a deadline',
    { deadlineMs: 119_999 },
    'option `model.deadlineMs` is 119999, but one call for assessment may take 120000; give at least that, or lower',
  ],
  [
    'a deadline too short for a section of its own timeout',
    { deadlineMs: 200_000, sections: { title: { timeoutMs: 300_000 } } },
    'option `model.deadlineMs` is 200000, but one call for title may take 300000; give at least that',
  ],
  [
    'a section that takes longer than Node waits',
    { providers: [local], sections: { title: { timeoutMs: 300_000 } } },
    'option `model.sections.title.timeoutMs` is 300000, but Node waits less than 300000 ms',
  ],
  [
    'a timeout that is longer than Node waits',
    { providers: [local], timeoutMs: 300_000 },
    'option `model.timeoutMs` is 300000, but Node waits less than 300000 ms for an answer that is not streamed; give less, or set streams: true for 127.0.0.1:11434 if it can.',
  ],
])('%s is refused', (_, options, says) => {
  expect(refusalOf(options)).toContain(says)
})

test('a format may give its section more time than the deadline of the host', () => {
  const { model } = resolveOptions({ model: { deadlineMs: 130_000 } }, hostConfig())
  expect(() =>
    checkSections(model, [{ name: 'poem', tier: 'complex', isHeavy: false, timeoutMs: 700_000 }]),
  ).not.toThrow()
})

test('sections that are registered may differ in tier and timeout', () => {
  expect(refusalOf({ sections: { title: { tier: 'complex' }, assessment: { timeoutMs: 200_000 } } })).toBeUndefined()
})

test('the plugin looks for the sections its kinds have registered, when the host boots', () => {
  const boot = (name: string) => coursewright({ model: { sections: { [name]: { tier: 'simple' } } } })(hostConfig())
  expect(() => boot('poem')).toThrow(
    'option `model.sections.poem` is unknown; use drills, lessons, kitSummary, plans, language/content,',
  )
  expect(() => boot('drills')).not.toThrow()
})

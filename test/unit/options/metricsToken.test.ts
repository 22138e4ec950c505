import { expect, test } from 'vitest'
import { metricsEndpoints } from '../../../src/endpoints/metrics.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

test.each([
  'hidden-short',
  'hidden with spaces in it',
  'hidden-with-ünusual-letters',
  'hidden-with\nanother-line',
  { hidden: true },
  1234567890123456,
  false,
])('a token of %j is refused with what is allowed, and does not show', (token) => {
  const { option, message } = refusalOf({ metrics: { token } })
  expect(option).toBe('metrics.token')
  expect(message).toContain('give text of at least 16 visible characters, without spaces')
  expect(message).not.toMatch(/hidden|1234/)
})

test.each([undefined, ''])(
  'with a token of %j there is no route: empty text is what an unset variable gives',
  (token) => {
    const settings = resolveOptions({ metrics: { token } }, hostConfig())
    expect(settings.metrics.token).toBeUndefined()
    expect(metricsEndpoints(settings)).toEqual([])
  },
)

test('with a token there is one', () => {
  const settings = resolveOptions({ metrics: { token: 'abcdefghijklmnop' } }, hostConfig())
  expect(metricsEndpoints(settings).map(({ path, method }) => `${method} ${path}`)).toEqual(['get /generation/metrics'])
})

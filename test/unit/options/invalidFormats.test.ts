import { expect, expectTypeOf, test } from 'vitest'
import { z } from 'zod'
import { launchKit as shippedKit } from '../../../src/generators/courses/launchKit.js'
import {
  type CoursewrightOptions,
  entries,
  type Format,
  format,
  prose,
  type SectionDefinition,
  section,
} from '../../../src/index.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { workshop } from '../../fixtures/workshopFormat.js'
import { hostConfig } from '../plugins/hostConfig.js'
import { refusalOf } from './refusalOf.js'

const one = (key: string, more: Partial<Parameters<typeof section>[0]> = {}): SectionDefinition =>
  section({ key, title: key, instructions: 'Write.', parts: { [key]: prose() }, ...more })
/** A long one of a host's own. */
const launchKit: Format = { ...shippedKit, key: 'ownKit' }
const own = (...sections: SectionDefinition[]): Format => format({ key: 'own', label: 'Own', of: 'course', sections })
const told = (formats: readonly unknown[], more: object = {}) => {
  const { option, message } = refusalOf({ formats, ...more })
  return `${option}: ${message.replace(/^.*?` /, '')}`
}
const strictOnly = {
  model: { providers: [{ baseURL: 'http://localhost:1/v1', complex: 'a', capabilities: ['json_schema'] }] },
}

test('formats of a host stand behind those that come with the package', () => {
  const settings = resolveOptions({ formats: [launchKit, workshop] }, hostConfig())
  expect(settings.formats.map(({ key }) => key)).toEqual([
    'standard',
    'language',
    'course',
    'launchKit',
    'ownKit',
    'workshop',
  ])
  expect(settings.formats[4]).toBe(launchKit)
  expect(resolveOptions({}, hostConfig()).formats).toHaveLength(4)
  expectTypeOf<CoursewrightOptions['formats']>().toEqualTypeOf<readonly Format[] | undefined>()
})

test('formats that come with the package and those of the docs work with a provider that has strict schemas only', () => {
  expect(() =>
    resolveOptions({ formats: [launchKit, workshop], ...strictOnly } as CoursewrightOptions, hostConfig()),
  ).not.toThrow()
})

test.each<[string, readonly unknown[], string]>([
  ['no list', 'standard' as never, 'formats: is "standard"; give a list of formats, see docs/content.md.'],
  ['no format', [1], 'formats[0]: is 1; make it with format({ … }), see docs/content.md.'],
  ['no key', [{ ...launchKit, key: 'a b' }], 'formats[0].key: is "a b"; use up to 40 letters, digits'],
  ['another subject', [{ ...launchKit, of: 'book' }], 'formats[0].of: is "book"; use lesson, course.'],
  ['no sections', [{ ...launchKit, sections: [] }], 'formats[0].sections: is []; give at least one section.'],
  [
    'a bare section',
    [{ ...launchKit, sections: [{ key: 'a' }] }],
    'formats[0].sections[0].title: is undefined; give text.',
  ],
  [
    'a bare part',
    [own(one('a', { parts: { a: {} as never } }))],
    'formats[0].sections[0].parts.a.sort: is undefined; use prose',
  ],
  ['no parts', [own(one('a', { parts: {} }))], 'formats[0].sections[0].parts: is {}; give at least one part.'],
  [
    'a tier',
    [own(one('a', { tier: 'huge' as never }))],
    'formats[0].sections[0].tier: is "huge"; use complex, simple.',
  ],
  [
    'a part without a name',
    [own(one('a', { parts: { '1': prose() } }))],
    'formats[0].sections[0].parts: has a part named "1"',
  ],
  [
    'a key of ours',
    [format({ key: 'standard', label: 'Mine', of: 'lesson', sections: [one('a')] })],
    'formats[0].key: is "standard", a format that comes with the package; give yours another key.',
  ],
  [
    'one key twice',
    [own(one('a')), own(one('b'))],
    'formats[1].key: is "own", as is that of formats[0]; give each format its own key.',
  ],
  [
    'a section twice',
    [own(one('a'), one('b'), one('a'))],
    'formats[0].sections[2].key: is "a", as is that of sections[0]; give each section of a format its own key.',
  ],
  [
    'a need of nothing',
    [own(one('a'), one('b', { dependsOn: ['a', 'c'] }))],
    'formats[0].sections[1].dependsOn[1]: is "c", no section of this format; use a, lessons.',
  ],
  [
    'lessons of a lesson',
    [format({ key: 'own', label: 'Own', of: 'lesson', sections: [one('a', { dependsOn: ['lessons'] })] })],
    'formats[0].sections[0].dependsOn[0]: is "lessons", no section of this format; it has no other sections, leave it out.',
  ],
  [
    'a circle',
    [
      own(
        one('x'),
        one('a', { dependsOn: ['x', 'c'] }),
        one('b', { dependsOn: ['a'] }),
        one('c', { dependsOn: ['b'] }),
      ),
    ],
    'formats[0].sections[2].dependsOn[0]: closes a circle: a needs c needs b needs a; take one of these needs away',
  ],
  [
    'a need of itself',
    [own(one('a', { dependsOn: ['a'] }))],
    'formats[0].sections[0].dependsOn[0]: closes a circle: a needs a;',
  ],
  [
    'nothing to split',
    [own(one('a', { per: 6, parts: { a: prose(), b: entries({ max: 6 }) } }))],
    'formats[0].sections[0].per: is 6, but no part has more items than that; exactly one must, or leave it out.',
  ],
  [
    'a plan in several calls',
    [{ ...own(one('a')), plan: { section: one('plan', { per: 2, parts: { a: entries({ max: 9 }) } }) } }],
    'formats[0].plan.section.per: is for sections, a plan is written in one call; leave it out.',
  ],
  [
    'two parts to split',
    [own(one('a', { per: 6, parts: { a: entries({ max: 9 }), b: entries({ max: 9 }) } }))],
    'formats[0].sections[0].per: is 6, but a and b have more items than that; exactly one must, or leave it out.',
  ],
  [
    'one part twice in the parent',
    [
      own(
        one('a', { place: 'parent', parts: { title: prose() } }),
        one('b', { place: 'parent', parts: { title: prose() } }),
      ),
    ],
    'formats[0].sections[1].parts.title: is also a part of formats[0].sections[0], and both are written into the parent',
  ],
  [
    'a field that courses do not have',
    [own(one('a', { place: 'parent', parts: { keywords: prose() } }))],
    'formats[0].sections[0].parts.keywords: is no field of a course; use title (prose), description (prose), keywords (entries)',
  ],
  [
    'a name beside the parts',
    [format({ key: 'own', label: 'Own', of: 'lesson', sections: [one('title')] })],
    'formats[0].sections[0].parts.title: has a name that stands beside the parts of every lesson; choose another.',
  ],
])('a format with %s stops the boot and says where and why', (_, formats, message) => {
  expect(told(formats)).toContain(message)
})

test('a schema that no provider can be asked for stops the boot, one that any of them can does not', () => {
  const loose = { ...prose(), wireSchema: z.object({ a: z.string().optional() }) }
  const formats = [own(one('a', { parts: { good: prose(), loose } }))]
  expect(told(formats, strictOnly)).toMatch(
    /^formats\[0\]\.sections\[0\]\.parts\.loose\.wireSchema: cannot be asked of any provider of model\.providers: .*nullable/,
  )
  const withTools = { baseURL: 'http://localhost:2/v1', complex: 'b', name: 'b', capabilities: ['tools'] }
  const { providers } = strictOnly.model
  const both = { formats, model: { providers: [...providers, withTools] } } as CoursewrightOptions
  expect(() => resolveOptions(both, hostConfig())).not.toThrow()
})

test('the section of a plan is held to the same rules', () => {
  const plan = { section: one('plan', { parts: {} }) }
  const formats = [format({ key: 'own', label: 'Own', of: 'course', sections: [one('a')], plan })]
  expect(told(formats)).toBe('formats[0].plan.section.parts: is {}; give at least one part.')
})

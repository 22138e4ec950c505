import { readFileSync } from 'node:fs'
import { expect, expectTypeOf, test } from 'vitest'
import type { z } from 'zod'
import type { CoursewrightOptions, DrillSeriesOptions, ModelOptions, StepOptions } from '../../../src/index.js'
import type { optionsSchema } from '../../../src/options/optionsSchema.js'
import { resolveOptions } from '../../../src/options/resolveOptions.js'
import { hostConfig } from '../plugins/hostConfig.js'

type Given = z.input<typeof optionsSchema>

/** Without `readonly`, which says what we do with options, not what they may be. */
type Plain<T> = T extends (...args: never[]) => unknown
  ? T
  : T extends object
    ? { -readonly [Name in keyof T]: Plain<T[Name]> }
    : T

// `npm run typecheck` holds it. Providers, games and formats are narrower in words than a schema can tell.
test('what a host may write is what the schema takes: the same names, each of the same type', () => {
  expectTypeOf<keyof Given>().toEqualTypeOf<keyof CoursewrightOptions>()
  expectTypeOf<Plain<Omit<Given, 'model' | 'games' | 'formats'>>>().toEqualTypeOf<
    Plain<Omit<CoursewrightOptions, 'model' | 'games' | 'formats'>>
  >()
  expectTypeOf<Plain<NonNullable<Given['drillSeries']>>>().toEqualTypeOf<Plain<DrillSeriesOptions>>()
  expectTypeOf<Plain<NonNullable<Given['steps']>>>().toEqualTypeOf<Plain<StepOptions>>()
  type Model = NonNullable<Given['model']>
  expectTypeOf<keyof Model>().toEqualTypeOf<keyof ModelOptions>()
  expectTypeOf<Plain<Omit<Model, 'providers'>>>().toEqualTypeOf<Plain<Omit<ModelOptions, 'providers'>>>()
})

const settings = resolveOptions({ roleOf: () => 'admin' }, hostConfig())
const groups = {
  CoursewrightOptions: ['', settings],
  ModelOptions: ['model.', settings.model],
  DrillSeriesOptions: ['drillSeries.', settings.drillSeries],
  StepOptions: ['steps.', settings.steps],
  AlertOptions: ['alerts.', settings.alerts],
} as const

/** `90,000`, `'own'`, `true`, as a docstring and the README write them. */
const written = (value: unknown): string => (typeof value === 'number' ? value.toLocaleString('en-US') : String(value))
const isPlain = (value: unknown) => ['boolean', 'number', 'string'].includes(typeof value)

const source = ['CoursewrightOptions', 'alertOptions']
  .map((file) => readFileSync(`src/options/${file}.ts`, 'utf8'))
  .join('\n')
const readme = readFileSync('docs/options.md', 'utf8')

test.each(Object.entries(groups))(
  'every default of %s is the one that its docstring and docs/options.md name',
  (name, group) => {
    const [path, resolved] = group
    const block = source.split(`export interface ${name} {`)[1]?.split('\n}')[0] ?? ''
    const docs = [...block.matchAll(/\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*(\w+)\?:/g)].map(
      ([, doc = '', option = '']) => ({ doc, option }),
    )
    expect(docs.length).toBeGreaterThan(4)
    for (const { doc, option } of docs) {
      const value: unknown = Reflect.get(resolved, option)
      // Of the user's collection the default is the host's.
      if (!isPlain(value) || option === 'usersSlug') continue
      expect({ option, doc: /Default `?'?([\w,.]*\w)/.exec(doc)?.[1] }).toEqual({ option, doc: written(value) })
      const [, row] = new RegExp(`^\\| [^|]*\`${path}${option}\`[^|]*\\| \`?'?([\\w,.]*)`, 'm').exec(readme) ?? []
      expect({ option, row }).toEqual({ option, row: written(value) })
    }
  },
)

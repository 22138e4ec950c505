import type { CollectionBeforeChangeHook, CollectionConfig, Field } from 'payload'
import type { Slugs } from '../options/CoursewrightOptions.js'
import { InvalidOption } from '../options/parseOptions.js'
import type { Settings } from '../options/Settings.js'
import { isRecord } from '../text.js'

/**
 * A collection of ours as the host wants it, with all that we put into it still there.
 *
 * @throws InvalidOption for what got lost: it would be missed when a run fails or a student reads a draft
 */
export const overridden =
  ({ slugs, collectionOverrides }: Settings) =>
  (ours: CollectionConfig): CollectionConfig => {
    const name = (Object.keys(slugs) as (keyof Slugs)[]).find((key) => slugs[key] === ours.slug)
    const override = name && collectionOverrides[name]
    const carried = carryPast(ours)
    if (!override) return carried(ours)
    const option = `collectionOverrides.${name}`
    const kept = contentsOf(ours)
    const given = override({ defaultCollection: ours })
    if (!isCollection(given))
      throw new InvalidOption(option, 'gives back no collection; begin with { ...defaultCollection }')
    const now = contentsOf(given)
    for (const [what, parts] of kept) {
      const lost = parts.find((part) => !now.get(what)?.includes(part))
      if (lost === undefined) continue
      const which = typeof lost === 'string' ? ` ${lost}` : ''
      throw new InvalidOption(option, `loses our ${what}${which}; ${howTo}`)
    }
    const oursNow = kept.get('fields') ?? []
    const added = fieldsOf(given.fields).filter((field) => !oursNow.includes(nameOf(field)))
    if (writtenBySql.includes(name)) checkOptional(option, added)
    return carried(given)
  }

const isCollection = (given: unknown): given is CollectionConfig => isRecord(given) && Array.isArray(given.fields)

const howTo = 'add to what is there, as in fields: [...defaultCollection.fields, yours]'

/** All that must still be there afterwards. What can be named is named; hooks and endpoints are compared themselves. */
const contentsOf = (collection: CollectionConfig): ReadonlyMap<string, readonly unknown[]> =>
  new Map<string, readonly unknown[]>([
    ['slug', [collection.slug]],
    ['fields', fieldsOf(collection.fields).map(nameOf)],
    ...Object.entries(collection.hooks ?? {}).map(([name, hooks]) => [`${name} hooks`, [...hooks]] as const),
    ['endpoints', [...(collection.endpoints || [])]],
    ['access', Object.keys(collection.access ?? {})],
    ['indexes', (collection.indexes ?? []).map((index) => JSON.stringify(index))],
    ['versions', collection.versions ? ['with drafts'] : []],
  ])

interface FieldAt {
  path: string
  field: Field
}

const nameOf = ({ path, field }: FieldAt): string => `${path} (${field.type})`

/** Every field that has a name, by its path, in whatever rows and tabs it stands. */
const fieldsOf = (fields: readonly Field[], path = ''): FieldAt[] =>
  fields.flatMap((field) => {
    const here = 'name' in field && field.name ? `${path}${field.name}` : undefined
    const inside = here ? `${here}.` : path
    const within = [
      ...('fields' in field ? fieldsOf(field.fields, inside) : []),
      ...(field.type === 'tabs'
        ? field.tabs.flatMap((tab) => fieldsOf(tab.fields, 'name' in tab ? `${inside}${tab.name}.` : inside))
        : []),
    ]
    return here ? [{ path: here, field }, ...within] : within
  })

/** Our own SQL inserts their rows, and knows nothing of a host's fields. */
const writtenBySql: readonly (keyof Slugs)[] = ['positions', 'generationSteps', 'generationLogs', 'generationBreakers']

const checkOptional = (option: string, added: readonly FieldAt[]): void => {
  const required = added.find(({ field }) => 'required' in field && field.required && !hasPlainDefault(field))
  if (!required) return
  throw new InvalidOption(
    option,
    `requires ${required.path}, which our own code does not fill in; give it a defaultValue that is no function, or do not require it`,
  )
}

const hasPlainDefault = (field: Field): boolean =>
  'defaultValue' in field && field.defaultValue !== undefined && typeof field.defaultValue !== 'function'

/** Payload's own, of which our hooks have the word. */
const payloadsFields = ['id', 'createdAt', 'updatedAt', 'deletedAt', '_status']

/**
 * Hooks of ours that answer with an allow-list of our fields would drop those of the host and of other plugins, or put back the
 * stored ones: they are carried past them. Which there are is known when a hook runs: a plugin after ours adds some more. Which are
 * ours is read at once: a host may add to the same arrays.
 */
const carryPast = (ours: CollectionConfig) => {
  const own = new Set([...payloadsFields, ...fieldsOf(ours.fields).map(({ path }) => path.split('.')[0])])
  const carrying =
    (hook: CollectionBeforeChangeHook): CollectionBeforeChangeHook =>
    async (args) => {
      const theirs = args.collection.flattenedFields.flatMap(({ name }): [string, unknown][] =>
        own.has(name) || !(name in args.data) ? [] : [[name, args.data[name]]],
      )
      const data = await hook(args)
      return data && { ...data, ...Object.fromEntries(theirs) }
    }
  const ourHooks = [...(ours.hooks?.beforeChange ?? [])]
  return (given: CollectionConfig): CollectionConfig => {
    const beforeChange = given.hooks?.beforeChange?.map((hook) => (ourHooks.includes(hook) ? carrying(hook) : hook))
    return beforeChange ? { ...given, hooks: { ...given.hooks, beforeChange } } : given
  }
}

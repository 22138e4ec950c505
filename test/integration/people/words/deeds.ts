import fc from 'fast-check'
import { type Door, doors, type People } from './Desk.js'
import type { Ids } from './Documents.js'
import { type Collection, collections, partsOf } from './parts.js'
import { type Death, deaths } from './Worker.js'

interface Place {
  readonly collection: Collection
  readonly part: string
}

/** What somebody, or a worker, does next. */
type Deed =
  | ({ readonly does: 'edit'; readonly door: Door; readonly isRemoved: boolean } & Place)
  | { readonly does: 'addBlock'; readonly collection: 'lessons' | 'sections' }
  | { readonly does: 'openForm'; readonly collection: Collection }
  | { readonly does: 'saveForm'; readonly index: number; readonly part: number | undefined }
  | ({ readonly does: 'regenerate'; readonly how: 'whole' | 'part' | 'feedback' | 'propose' } & Place)
  | { readonly does: 'fill' }
  | { readonly does: 'work'; readonly death: Death | undefined }
  | ({
      readonly does: 'race'
      readonly door: Door
      readonly isRemoved: boolean
      readonly decides: boolean
      readonly publishes: boolean
    } & Place)
  | { readonly does: 'decide'; readonly index: number; readonly decision: 'accept' | 'acceptFirst' | 'reject' }
  | { readonly does: 'publish'; readonly collection: Collection }
  | { readonly does: 'restore'; readonly collection: Collection; readonly back: number }

const anyPlace: fc.Arbitrary<Place> = fc
  .constantFrom(...collections)
  .chain((collection) =>
    fc.record({ collection: fc.constant(collection), part: fc.constantFrom(...partsOf(collection)) }),
  )

const anyCollection = fc.constantFrom(...collections)
const anyIndex = fc.nat({ max: 5 })
const door = fc.constantFrom(...doors)
/** Now and then a block is taken out. */
const isRemoved = fc.constantFrom(false, false, false, true)
const does = <Name extends Deed['does']>(name: Name) => fc.constant(name)

const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: anyPlace.chain((place) => fc.record({ does: does('edit'), door, isRemoved, ...constants(place) })),
  },
  { weight: 1, arbitrary: fc.record({ does: does('addBlock'), collection: fc.constantFrom('lessons', 'sections') }) },
  { weight: 3, arbitrary: fc.record({ does: does('openForm'), collection: anyCollection }) },
  {
    weight: 3,
    arbitrary: fc.record({ does: does('saveForm'), index: anyIndex, part: fc.option(anyIndex, { nil: undefined }) }),
  },
  {
    weight: 6,
    arbitrary: anyPlace.chain((place) =>
      fc.record({
        ...{ does: does('regenerate'), ...constants(place) },
        how: fc.constantFrom('whole', 'whole', 'part', 'feedback', 'propose'),
      }),
    ),
  },
  { weight: 2, arbitrary: fc.record({ does: does('fill') }) },
  { weight: 8, arbitrary: fc.record({ does: does('work'), death: fc.constant(undefined) }) },
  { weight: 2, arbitrary: fc.record({ does: does('work'), death: fc.constantFrom(...deaths) }) },
  {
    weight: 4,
    arbitrary: anyPlace.chain((place) =>
      fc.record({
        does: does('race'),
        door,
        isRemoved,
        decides: fc.boolean(),
        publishes: fc.boolean(),
        ...constants(place),
      }),
    ),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      ...{ does: does('decide'), index: anyIndex },
      decision: fc.constantFrom('accept', 'accept', 'acceptFirst', 'reject'),
    }),
  },
  { weight: 1, arbitrary: fc.record({ does: does('publish'), collection: anyCollection }) },
  { weight: 1, arbitrary: fc.record({ does: does('restore'), collection: anyCollection, back: anyIndex }) },
)

function constants({ collection, part }: Place) {
  return { collection: fc.constant(collection), part: fc.constant(part) }
}

export const anyDeeds = fc.array(anyDeed, { minLength: 4, maxLength: 18, size: 'max' })

/** Comes upon everything once, so that no case of chance is needed for it. */
export const everything: Deed[] = [
  { does: 'openForm', collection: 'drills' },
  { does: 'regenerate', collection: 'drills', part: 'prompt', how: 'whole' },
  { does: 'work', death: 'claimed' },
  { does: 'work', death: 'saving' },
  { does: 'work', death: undefined },
  { does: 'saveForm', index: 0, part: undefined },
  { does: 'edit', collection: 'lessons', part: 'introduction', door: 'rest', isRemoved: false },
  { does: 'edit', collection: 'lessons', part: 'summary', door: 'local', isRemoved: true },
  { does: 'edit', collection: 'courses', part: 'title', door: 'bulk', isRemoved: false },
  { does: 'publish', collection: 'lessons' },
  { does: 'regenerate', collection: 'lessons', part: 'introduction', how: 'whole' },
  { does: 'work', death: 'answered' },
  { does: 'work', death: undefined },
  { does: 'work', death: undefined },
  { does: 'edit', collection: 'lessons', part: 'introduction', door: 'rest', isRemoved: false },
  { does: 'decide', index: 1, decision: 'accept' },
  { does: 'decide', index: 0, decision: 'accept' },
  { does: 'decide', index: 0, decision: 'reject' },
  { does: 'fill' },
  {
    does: 'race',
    collection: 'sections',
    part: 'summary',
    door: 'rest',
    isRemoved: false,
    decides: true,
    publishes: false,
  },
  { does: 'work', death: undefined },
  { does: 'work', death: undefined },
  { does: 'regenerate', collection: 'courses', part: 'description', how: 'part' },
  {
    does: 'race',
    collection: 'courses',
    part: 'title',
    door: 'rest',
    isRemoved: false,
    decides: false,
    publishes: true,
  },
  { does: 'regenerate', collection: 'courses', part: 'description', how: 'part' },
  {
    does: 'race',
    collection: 'courses',
    part: 'keywords',
    door: 'bulk',
    isRemoved: false,
    decides: false,
    publishes: true,
  },
  { does: 'restore', collection: 'drills', back: 1 },
  { does: 'fill' },
  { does: 'restore', collection: 'sections', back: 0 },
  { does: 'edit', collection: 'sections', part: 'summary', door: 'local', isRemoved: true },
  { does: 'work', death: undefined },
  { does: 'work', death: undefined },
]

/** Does it, and sees that no word is gone. */
export const doDeed = async (people: People, ids: Ids, deed: Deed): Promise<void> => {
  switch (deed.does) {
    case 'edit':
      await people.edit(deed)
      break
    case 'addBlock':
      await people.addBlock(deed.collection)
      break
    case 'openForm':
      await people.openForm(deed.collection)
      break
    case 'saveForm':
      await people.saveForm(deed.index, deed.part)
      break
    case 'regenerate':
      await people.request('regenerate', {
        targets: [
          {
            ...{ relationTo: deed.collection, value: ids[deed.collection] },
            ...(deed.how === 'part' || deed.how === 'feedback' ? { parts: [deed.part] } : {}),
            ...(deed.how === 'feedback' ? { feedback: 'Say it in fewer words.' } : {}),
          },
        ],
        propose: deed.how === 'propose',
      })
      break
    case 'fill':
      await people.request('course', { course: ids.courses, sections: ['summary', 'metadata'] })
      break
    case 'work':
      await people.work(deed.death)
      break
    case 'race':
      if (deed.publishes) await people.publish(deed.collection)
      await people.race(deed, deed.decides)
      break
    case 'decide':
      await people.decide(deed.index, deed.decision)
      break
    case 'publish':
      await people.publish(deed.collection)
      break
    default:
      await people.restore(deed.collection, deed.back)
  }
  await people.check()
}

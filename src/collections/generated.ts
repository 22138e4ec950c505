import type { CollectionConfig, UIField } from 'payload'
import { draftNameOf } from '../drafts/parts/draftFacts.js'
import { mostTargets } from '../generators/regenerateInput.js'
import { peopleHooks } from '../hooks/peopleHooks.js'
import { pruneVersions } from '../hooks/pruneVersions.js'
import type { Settings } from '../options/Settings.js'

/** A collection that runs write drafts into, with what keeps people's words theirs; any other stays as it is. */
export const generated =
  (settings: Settings) =>
  (collection: CollectionConfig): CollectionConfig => {
    if (!draftNameOf(settings.slugs, collection.slug)) return collection
    const { hooks = {} } = collection
    const people = peopleHooks(settings)
    const { components } = collection.admin ?? {}
    return {
      ...collection,
      admin: {
        ...collection.admin,
        components: {
          ...components,
          beforeListTable: [...(components?.beforeListTable ?? []), writeSelected(collection.slug)],
        },
      },
      fields: [draftPanel(collection.slug), ...columns, ...collection.fields],
      hooks: {
        ...hooks,
        beforeChange: [...(hooks.beforeChange ?? []), ...people.beforeChange],
        afterChange: [...(hooks.afterChange ?? []), ...people.afterChange],
        afterDelete: [...(hooks.afterDelete ?? []), ...people.afterDelete],
      },
    }
  }

/** Above a list: having what is selected in it written anew. */
const writeSelected = (collection: string) => ({
  path: 'payload-coursewright/rsc#WriteSelectedAnewAction',
  serverProps: { collection, most: mostTargets },
})

/** Payload's own. */
const defaultMaxPerDoc = 100

/**
 * A collection that runs write drafts into, as the host wants it, of whose versions the oldest go like those of any other, but never
 * the latest that a person wrote. Payload itself, which would delete that too, is told to keep them all.
 */
export const sparing =
  ({ slugs }: Settings) =>
  (collection: CollectionConfig): CollectionConfig => {
    const { versions, hooks = {} } = collection
    if (!draftNameOf(slugs, collection.slug) || !versions) return collection
    const { maxPerDoc = defaultMaxPerDoc, ...kept } = versions === true ? {} : versions
    if (maxPerDoc === 0) return collection
    return {
      ...collection,
      versions: { ...kept, maxPerDoc: 0 },
      hooks: { ...hooks, afterChange: [...(hooks.afterChange ?? []), pruneVersions(maxPerDoc)] },
    }
  }

/** Of its list: what was decided about each draft, and the run that wrote it. All rows of a page are read at once. */
const columns: readonly UIField[] = [
  { name: 'reviewState', type: 'ui', admin: { components: { Cell: 'payload-coursewright/rsc#ReviewCell' } } },
  { name: 'writtenBy', type: 'ui', admin: { components: { Cell: 'payload-coursewright/rsc#RunCell' } } },
]

/** Above the form of a document: what was decided about it, what is proposed, and having it written anew. */
const draftPanel = (collection: string): UIField => ({
  name: 'people',
  type: 'ui',
  admin: {
    disableListColumn: true,
    components: { Field: { path: 'payload-coursewright/rsc#DraftPanelField', serverProps: { collection } } },
  },
})

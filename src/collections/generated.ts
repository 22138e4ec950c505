import type { CollectionConfig } from 'payload'
import { draftNameOf } from '../drafts/draftParts.js'
import { peopleHooks } from '../hooks/peopleHooks.js'
import type { Settings } from '../options/Settings.js'

/** A collection that runs write drafts into, with what keeps people's words theirs; any other stays as it is. */
export const generated =
  (settings: Settings) =>
  (collection: CollectionConfig): CollectionConfig => {
    if (!draftNameOf(settings.slugs, collection.slug)) return collection
    const { hooks = {} } = collection
    const people = peopleHooks(settings)
    return {
      ...collection,
      hooks: {
        ...hooks,
        // First: what others lock comes after the document.
        beforeOperation: [...people.beforeOperation, ...(hooks.beforeOperation ?? [])],
        beforeChange: [...(hooks.beforeChange ?? []), ...people.beforeChange],
        afterChange: [...(hooks.afterChange ?? []), ...people.afterChange],
        afterDelete: [...(hooks.afterDelete ?? []), ...people.afterDelete],
      },
    }
  }

import type { RichTextField, SanitizedConfig } from 'payload'

/** The sanitised rich text field of a drill: its editor decides which nodes exist. */
export const explanationField = (config: SanitizedConfig, drillsSlug: string): RichTextField => {
  const drills = config.collections.find(({ slug }) => slug === drillsSlug)
  const field = drills?.flattenedFields.find(({ name }) => name === 'explanation')
  if (field?.type !== 'richText')
    throw new Error(`The collection "${drillsSlug}" has no rich text field "explanation".`)
  return field
}

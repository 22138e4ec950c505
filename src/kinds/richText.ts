import { convertLexicalToMarkdown, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { RichTextField, SanitizedConfig } from 'payload'

type EditorState = Parameters<typeof convertLexicalToMarkdown>[0]['data']

/** The explanation as editors left it, for consumers who read the artifact instead of the editor's state. */
export const richTextToMarkdown = (config: SanitizedConfig, drillsSlug: string, state: EditorState): string =>
  convertLexicalToMarkdown({
    editorConfig: editorConfigFactory.fromField({ field: explanationField(config, drillsSlug) }),
    data: state,
  })

/** The sanitised rich text field of a drill: its editor decides which nodes exist. */
const explanationField = (config: SanitizedConfig, drillsSlug: string): RichTextField => {
  const drills = config.collections.find(({ slug }) => slug === drillsSlug)
  const field = drills?.flattenedFields.find(({ name }) => name === 'explanation')
  if (field?.type !== 'richText')
    throw new Error(`The collection "${drillsSlug}" has no rich text field "explanation".`)
  return field
}

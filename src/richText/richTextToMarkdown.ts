import { convertLexicalToMarkdown, editorConfigFactory } from '@payloadcms/richtext-lexical'
import type { SanitizedConfig } from 'payload'
import { explanationField } from './explanationField.js'

type EditorState = Parameters<typeof convertLexicalToMarkdown>[0]['data']

/** The explanation as editors left it, for consumers who read the artifact instead of the editor's state. */
export const richTextToMarkdown = (config: SanitizedConfig, drillsSlug: string, state: EditorState): string =>
  convertLexicalToMarkdown({
    editorConfig: editorConfigFactory.fromField({ field: explanationField(config, drillsSlug) }),
    data: state,
  })
